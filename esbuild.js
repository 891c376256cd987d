// Builds dist/: the extension, the command line (also runner, worker and server), the process that a model runs in, each cloud's client, the readers of tables and of Arrow files, what recognizes personal data, the webviews, and the native parts beside them.
// dist/ stands alone: it runs from any folder, without node_modules. What goes into the package is decided in package.json `files`.
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const root = __dirname;
const dist = path.join(root, 'dist');
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const platform = `${process.platform}-${process.arch}`;

/** Node-side bundles find the native parts next to themselves, wherever dist/ was moved to. */
const nativeRequire = (file) =>
  `require(require('node:path').join(__dirname, 'native', \`\${process.platform}-\${process.arch}\`, '${file}'))`;

const nativeParts = {
  name: 'native-parts',
  setup(build) {
    build.onLoad({ filter: /@duckdb[\\/]node-bindings[\\/]duckdb\.js$/ }, () => ({
      contents: `module.exports = ${nativeRequire('duckdb.node')};`,
    }));
    build.onLoad({ filter: /onnxruntime-node[\\/]dist[\\/]binding\.js$/ }, ({ path: file }) => {
      const original = fs.readFileSync(file, 'utf8');
      const contents = original.replace(/require\(`[^`]*\.node`\)/, () =>
        nativeRequire('onnxruntime_binding.node'),
      );
      if (contents === original) throw new Error(`${file}: the require of the native binding was not found`);
      return { contents };
    });
  },
};

/** Each cloud's client, the readers of tables and of Arrow files, and what recognizes personal data is a bundle of its own beside the program, and is loaded by who needs it. */
const clouds = ['s3', 'gcs', 'azure'];
const laterParts = {
  name: 'later-parts',
  setup(build) {
    build.onResolve({ filter: /^\.\/(s3|gcs|azure)$/ }, ({ path: name, importer }) =>
      /src[\\/]node[\\/]objects[\\/]open\.ts$/.test(importer)
        ? { path: `${name}.js`, external: true }
        : undefined,
    );
    build.onResolve({ filter: /^\.\.\/lake\/readTable$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './lake.js', external: true } : undefined,
    );
    build.onResolve({ filter: /^\.\/arrow$/ }, ({ kind, importer }) =>
      kind === 'dynamic-import' && /src[\\/]node[\\/]duckdb[\\/]read\.ts$/.test(importer)
        ? { path: './arrow.js', external: true }
        : undefined,
    );
    build.onResolve({ filter: /\/personal\/program$/ }, () => ({ path: './personal.js', external: true }));
  },
};

const shared = {
  bundle: true,
  sourcemap: !production && 'linked',
  minify: production,
  logLevel: 'warning',
  absWorkingDir: root,
};
const onNode = {
  ...shared,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  plugins: [nativeParts, laterParts],
};

const bundles = [
  { ...onNode, entryPoints: ['src/vscode/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  {
    ...onNode,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  { ...onNode, entryPoints: ['src/node/onnx/program.ts'], outfile: 'dist/model.js' },
  { ...onNode, entryPoints: ['src/node/lake/readTable.ts'], outfile: 'dist/lake.js' },
  { ...onNode, entryPoints: ['src/node/duckdb/arrow.ts'], outfile: 'dist/arrow.js' },
  { ...onNode, entryPoints: ['src/core/quality/personal/program.ts'], outfile: 'dist/personal.js' },
  ...clouds.map((name) => ({
    ...onNode,
    entryPoints: [`src/node/objects/${name}.ts`],
    outfile: `dist/${name}.js`,
    // some of their packages are modules that ask where they are
    define: { 'import.meta.url': 'ownAddress' },
    banner: { js: "const ownAddress = require('node:url').pathToFileURL(__filename).href;" },
  })),
  {
    ...shared,
    entryPoints: list('media/panels', '.ts'),
    outdir: 'dist/media',
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
  },
].filter(
  ({ entryPoints }) =>
    entryPoints.length > 0 && entryPoints.every((file) => fs.existsSync(path.join(root, file))),
);

function list(folder, extension) {
  const absolute = path.join(root, folder);
  if (!fs.existsSync(absolute)) return [];
  return fs
    .readdirSync(absolute)
    .filter((name) => name.endsWith(extension))
    .map((name) => path.posix.join(folder, name));
}

/** Native parts are hard links where the file system allows it: DuckDB and ONNX Runtime are a hundred megabytes. */
function link(source, target) {
  try {
    fs.linkSync(fs.realpathSync(source), target);
  } catch {
    fs.copyFileSync(source, target);
  }
}

function place(source, target, put) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.rmSync(target, { force: true });
  put(source, target);
}

const nativeFolders = [
  `node_modules/@duckdb/node-bindings-${platform}`,
  `node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}`,
];
const codicons = ['codicon.css', 'codicon.ttf'].map((name) => `node_modules/@vscode/codicons/dist/${name}`);

function placeNativeParts() {
  for (const folder of nativeFolders.map((folder) => path.join(root, folder))) {
    if (!fs.existsSync(folder)) throw new Error(`${folder} is missing: run "npm ci" on a supported platform`);
    for (const name of fs.readdirSync(folder).filter((name) => /\.(node|dll|dylib|so(\.\d+)*)$/.test(name)))
      place(path.join(folder, name), path.join(dist, 'native', platform, name), link);
  }
}

function placeStyles() {
  for (const file of [...codicons, ...list('media', '.css'), ...list('media/panels', '.css')])
    place(path.join(root, file), path.join(dist, 'media', path.basename(file)), fs.copyFileSync);
}

/** The editor's schema of lifecycle.yaml, made by the code that reads the file. */
async function placeSchema() {
  const options = { ...onNode, sourcemap: false, write: false };
  const { outputFiles } = await esbuild.build({
    ...options,
    entryPoints: ['src/core/manifest/jsonSchema.ts'],
  });
  const schema = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(schema, schema.exports, require);
  const file = path.join(dist, 'schema', 'lifecycle.schema.json');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(schema.exports.manifestJsonSchema(), null, 2)}\n`);
}

async function placeNotices(bundled) {
  const { thirdPartyNotices } = await import('./scripts/notices.mjs');
  const { shippedExtensions } = await import('./scripts/extensions.mjs');
  const files = [...bundled, ...codicons, ...nativeFolders.map((folder) => `${folder}/`)];
  fs.writeFileSync(
    path.join(dist, 'THIRD_PARTY_NOTICES.txt'),
    await thirdPartyNotices(root, files, shippedExtensions),
  );
}

async function main() {
  if (!watch) fs.rmSync(dist, { recursive: true, force: true });
  placeNativeParts();
  placeStyles();
  await placeSchema();
  if (watch) {
    for (const options of bundles) await (await esbuild.context({ ...options, logLevel: 'info' })).watch();
    return;
  }
  const built = await Promise.all(bundles.map((options) => esbuild.build({ ...options, metafile: true })));
  if (production) await placeNotices(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  const cli = path.join(dist, 'cli.js');
  if (fs.existsSync(cli)) fs.chmodSync(cli, 0o755);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
