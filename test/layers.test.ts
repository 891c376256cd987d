// The folder rules of ARCHITECTURE.md, checked by reading the sources. What a file does is tested elsewhere.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { imports, read, root, sources, targetOf, tracked, withoutComments } from './sources';

/** For each layer: the layers it may import besides itself. */
const layers: Readonly<Record<string, readonly string[]>> = {
  'src/core': [],
  'src/node': ['src/core'],
  'src/protocol': ['src/core'],
  'src/cli': ['src/core', 'src/node', 'src/protocol'],
  'src/vscode': ['src/core', 'src/node', 'src/protocol'],
  media: ['src/protocol'],
};
const native = /^(@duckdb\/|onnxruntime-)/;
const personal = /^(stdnum|validator|libphonenumber-js|compromise|parse-address|@secretlint)(\/|$)/;
const clouds = /^(@aws-sdk|@azure|@google-cloud)\/|^google-auth-library/;

describe('layers', () => {
  it('every source file is in a known layer', () => {
    assert.deepEqual(
      sources.filter((file) => !layerOf(file)),
      [],
    );
  });

  for (const [layer, allowed] of Object.entries(layers))
    it(`${layer} imports of ours only ${[layer, ...allowed].join(', ')}`, () => {
      const wrong = inLayer(layer).flatMap((file) =>
        imports(file)
          .filter(({ from }) => from.startsWith('.'))
          .map(({ from }) => ({ file, target: relative(root, resolve(root, dirname(file), from)) }))
          .filter(({ target }) => ![layer, ...allowed].includes(layerOf(target) ?? ''))
          .map(({ file, target }) => `${file} imports ${target}`),
      );
      assert.deepEqual(wrong, []);
    });

  it('protocol takes only types from core, and how figures and times are written', () => {
    const wrong = inLayer('src/protocol').filter((file) =>
      imports(file).some(
        ({ from, isType }) =>
          !isType &&
          targetOf(file, from)?.startsWith('src/core/') &&
          !/protocol\/(figures|times)\.ts$/.test(file),
      ),
    );
    assert.deepEqual(wrong, []);
  });

  it('only src/vscode imports vscode', () => {
    const wrong = sources.filter((file) => layerOf(file) !== 'src/vscode' && importsAny(file, /^vscode$/));
    assert.deepEqual(wrong, []);
  });

  for (const layer of ['src/core', 'src/protocol', 'media'])
    it(`${layer} uses nothing of Node`, () => {
      assert.deepEqual(
        inLayer(layer).filter((file) => importsAny(file, /^node:/)),
        [],
      );
    });

  it('core reads no clock and rolls no dice', () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b|\bcrypto\.(random|getRandom)|(?<![.\w])process\./;
    assert.deepEqual(
      inLayer('src/core').filter((file) => impure.test(withoutComments(read(file)))),
      [],
    );
  });

  it('the extension host never reaches a native module', () => {
    assert.deepEqual(reaches('src/vscode/extension.ts', native, { lazy: true }), []);
  });

  it('the command line loads native modules only when a verb needs them', () => {
    assert.deepEqual(reaches('src/cli/main.ts', native, { lazy: false }), []);
  });

  it('the extension host never reaches a client of a cloud, and the command line only when it is asked for one', () => {
    assert.deepEqual(reaches('src/vscode/extension.ts', clouds, { lazy: true }), []);
    assert.deepEqual(reaches('src/cli/main.ts', clouds, { lazy: false }), []);
  });

  it('the extension host never reaches what recognizes personal data, and the command line only when it searches', () => {
    assert.deepEqual(reaches('src/vscode/extension.ts', personal, { lazy: true }), []);
    assert.deepEqual(reaches('src/cli/main.ts', personal, { lazy: false }), []);
  });

  it('no files import each other in a circle, types included', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, chain: readonly string[]): void => {
      if (chain.includes(file)) circles.push([...chain.slice(chain.indexOf(file)), file].join(' > '));
      if (done.has(file) || chain.includes(file)) return;
      for (const { from } of imports(file)) {
        const target = targetOf(file, from);
        if (target) visit(target, [...chain, file]);
      }
      done.add(file);
    };
    for (const file of sources) visit(file, []);
    assert.deepEqual(circles, []);
  });

  it('every source file is reached from a program', () => {
    const entries = [
      'src/cli/main.ts',
      'src/vscode/extension.ts',
      'src/node/onnx/program.ts',
      'src/core/manifest/jsonSchema.ts', // the build makes the editor's schema from it
      'src/core/manifest/referencePage.ts', // "npm run docs" writes the page
      ...inLayer('media').filter((file) => file.startsWith('media/panels/')),
      // What merges is a promise of the profile document, shown by a property test before anything rests on it.
      'src/core/profile/merge.ts',
    ];
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { from } of imports(file)) {
        const target = targetOf(file, from);
        if (target) visit(target);
      }
    };
    entries.forEach(visit);
    assert.deepEqual(
      sources.filter((file) => !seen.has(file) && !file.endsWith('.d.ts')), // types of a package that brings none
      [],
    );
  });

  it('only core/places spells the names of the folder .lifecycle and of its manifest', () => {
    const spelled = /['"`].*\.lifecycle\b(?!\.)|'lifecycle\.yaml'/;
    assert.deepEqual(
      sources.filter(
        (file) =>
          file !== 'src/core/places.ts' &&
          withoutComments(read(file))
            .split('\n')
            .some((line) => spelled.test(line)),
      ),
      [],
    );
  });

  it('every source file says first what it is about', () => {
    assert.deepEqual(
      sources.filter((file) => !/^\/[/*]/.test(read(file))),
      [],
    );
  });

  it('no file is named for nothing', () => {
    const vague = /^(utils?|helpers?|common|misc)$|(Manager|Helper|Utils?)$/;
    const code = tracked.filter((file) => /\.(ts|mjs|js|py)$/.test(file));
    const wrong = code.filter(
      (file) =>
        vague.test(basename(file).replace(/\..*$/, '')) ||
        file
          .split('/')
          .slice(0, -1)
          .some((folder) => vague.test(folder)),
    );
    assert.deepEqual(wrong, []);
  });

  it('nothing is a default export, an I-prefixed interface or unfinished', () => {
    const forbidden = /^export default |^export interface I[A-Z][a-z]|\b(TODO|FIXME|XXX)\b/m;
    const self = relative(root, import.meta.filename);
    const code = tracked.filter(
      (file) => /^(src|media|test|bench|scripts)\/.*\.(ts|mjs)$/.test(file) && file !== self,
    );
    assert.deepEqual(
      code.filter((file) => forbidden.test(read(file))),
      [],
    );
  });

  it('no tracked file points outside the repository or at a registry', () => {
    const outside = ['..', 'shared'].join('/');
    const text = tracked.filter((file) => /\.(ts|mjs|js|json|md|py|css|ya?ml|sh)$|^\.ci\//.test(file));
    assert.deepEqual(
      text.filter((file) => read(file).includes(outside)),
      [],
    );
    assert.doesNotMatch(read('package-lock.json'), /"resolved": "http/);
    assert.deepEqual(
      tracked.filter((file) => /^(node_modules|dist|coverage)($|\/)/.test(file)),
      [],
    );
  });
});

function layerOf(file: string): string | undefined {
  return Object.keys(layers).find((layer) => file.startsWith(`${layer}/`));
}

function inLayer(layer: string): string[] {
  return sources.filter((file) => file.startsWith(`${layer}/`));
}

function importsAny(file: string, pattern: RegExp): boolean {
  return imports(file).some(({ from }) => pattern.test(from));
}

/** The chains of imports that lead from a file to a package, values only. */
function reaches(entry: string, wanted: RegExp, options: { lazy: boolean }): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (file: string, chain: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { from, isType, isLazy } of imports(file)) {
      if (isType || (isLazy && !options.lazy)) continue;
      const target = targetOf(file, from);
      if (target) visit(target, `${chain} > ${target}`);
      else if (wanted.test(from)) found.push(`${chain} > ${from}`);
    }
  };
  if (existsSync(join(root, entry))) visit(entry, entry);
  return found;
}
