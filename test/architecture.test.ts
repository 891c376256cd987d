// ARCHITECTURE.md against the folders: what it names is there, and what is there is named.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
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
});
