// The licences of everything that ships, read from the packages that really are in the bundles.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const rule = '='.repeat(80);

/**
 * `files`: paths below `root` of what ships; those outside node_modules are our own. `extensions`: DuckDB's that ship, which
 * have its licence. Returns one text, a section a licence, with the packages it is for; throws for a package whose licence cannot be shown.
 */
export async function thirdPartyNotices(root, files, extensions = []) {
  const folders = new Set(files.map((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/)?.[0]));
  folders.delete(undefined);
  const read = await Promise.all([...folders].sort().map((folder) => readPackage(join(root, folder))));
  const packages = await Promise.all(
    read.map(async (one) => ({ ...one, text: one.text ?? (await declaredLicence(one.description, read)) })),
  );
  const namesByText = new Map();
  const engine = await readPackage(join(root, 'node_modules', '@duckdb', 'node-api'));
  const ofEngine = engine.text ?? (await declaredLicence(engine.description, read));
  const parts = extensions.map((name) => ({ name: `${name}.duckdb_extension`, text: ofEngine }));
  for (const { name, text } of [...packages, ...parts])
    namesByText.set(text, (namesByText.get(text) ?? new Set()).add(name));
  const sections = [...namesByText].map(([text, names]) => `${[...names].join('\n')}\n\n${text}\n`);
  const title = 'Model Lifecycle contains the following software of others, under the licences shown.\n';
  return [title, ...sections].join(`\n${rule}\n`);
}

async function readPackage(folder) {
  const description = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const names = (await readdir(folder)).sort();
  const files = names.filter((file) => /^(licen[cs]e|copying|notice|third.?party)/i.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const text = texts.map((one) => one.replaceAll('\r', '').trim()).join('\n\n');
  return {
    name: `${description.name} ${description.version}`,
    description,
    text: texts.length === 0 ? undefined : text,
  };
}

/**
 * Some packages only name a licence: its text is in others of their repository; that of MIT is our own, that of the ISC
 * stands here.
 */
async function declaredLicence({ name, license, repository }, others) {
  const alike = others.find(
    ({ text, description }) =>
      text !== undefined &&
      description.license === license &&
      source(description.repository) === source(repository),
  );
  if (alike && source(repository) !== undefined) return alike.text;
  const whose = `Copyright (c) the authors of ${name}, ${source(repository)}`;
  if (license === 'ISC') return `ISC License\n\n${whose}\n\n${isc}`;
  if (license !== 'MIT')
    throw new Error(`${name} (${license}) has no licence file: add its text before it ships.`);
  const own = await readFile(new URL('../LICENSE', import.meta.url), 'utf8');
  return own.replace(/^Copyright .*$/m, whose).trim();
}

const source = (repository) => repository?.url ?? repository;

const isc = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.`;
