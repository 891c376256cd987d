// ARCHITECTURE.md against the folders: what it names is there, and what is there is named.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { imports, root, sources, targetOf } from './sources';

const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
const map = /```\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

describe('ARCHITECTURE.md', () => {
  it('names only files and folders that are there', () => {
    const named = [...page.matchAll(/`((?:src|media|test|bench|scripts|examples)\/[^`\s]*)`/g)].map(
      ([, path = '']) => path,
    );
    // `<kind>` stands for any file of that folder.
    const wrong = named.filter((path) => {
      const known = path.includes('<') ? dirname(path.slice(0, path.indexOf('<') + 1)) : path;
      return !existsSync(join(root, known));
    });
    assert.ok(named.length > 15);
    assert.doesNotMatch(
      page,
      /`(?!src|media|test|bench|scripts)[\w/<>.]+\/[\w<>.]+\.ts`/,
      'a file is named from the root',
    );
    assert.deepEqual(wrong, []);
  });

  it('has every folder of core, node and the surfaces on its map', () => {
    const missing = ['src/core', 'src/node', 'src/cli', 'src/vscode', 'media'].flatMap((layer) =>
      readdirSync(join(root, layer), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !new RegExp(`\\b${entry.name}/`).test(map))
        .map(({ name }) => `${layer}/${name}`),
    );
    assert.deepEqual(missing, []);
  });

  for (const layer of ['src/core', 'src/node'])
    it(`has ${layer} in the order of who may use whom: no file imports from below its own place`, () => {
      const order = placesOf(layer);
      const placeOf = (file: string) => {
        const [first = '', ...below] = file.slice(layer.length + 1).split('/');
        const place = order.indexOf(below.length > 0 ? `${first}/` : first);
        return place === -1 ? order.indexOf('*.ts') : place;
      };
      const files = sources.filter((file) => file.startsWith(`${layer}/`));
      const wrong = files.flatMap((file) =>
        imports(file)
          .map(({ from }) => targetOf(file, from))
          .filter((target) => target?.startsWith(`${layer}/`) && placeOf(target) > placeOf(file))
          .map((target) => `${file} imports ${target}`),
      );
      assert.deepEqual(
        files.filter((file) => placeOf(file) === -1),
        [],
      );
      assert.deepEqual(wrong, []);
    });
});

/** The folders, and files beside them, that the map has of a layer, from the top down. */
function placesOf(layer: string): readonly string[] {
  const [, section = ''] = map.split(new RegExp(`^${layer}/ .*$`, 'm'));
  const lines = section.slice(1).split(/^\S/m, 1).join().split('\n');
  return lines.flatMap((line) => line.trim().split(/ {2,}/, 1).join().split(' ')).filter(Boolean);
}
