// The reference of lifecycle.yaml: as the schema is now, and right in every example.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { examplesIn } from '../../../src/core/manifest/example';
import { mapPlaces } from '../../../src/core/manifest/mapPlaces';
import { readManifest } from '../../../src/core/manifest/read';
import { referencePage } from '../../../src/core/manifest/referencePage';

const page = referencePage();
const whole = [...page.matchAll(/```yaml\n([^`]*)```/g)].map(([, yaml]) => yaml).join('');

describe('the reference of the manifest', () => {
  it('is written anew after the schema changed', async () => {
    const written = await readFile('docs/lifecycle-yaml.md', 'utf8');
    assert.equal(written, page, 'Run "npm run docs".');
  });

  it('has sections that make one right file together', () => {
    assert.deepEqual(readManifest(whole, 'lifecycle.yaml').problems, []);
  });

  for (const { path, label, schema, keys, isChoice } of mapPlaces())
    for (const { key, examples } of keys)
      for (const example of key === undefined ? [] : examples)
        it(`gives a right example of ${[label, key].filter(Boolean).join('.')}: ${JSON.stringify(example)}`, () => {
          const document = parseDocument(whole);
          const own = examplesIn(schema).find(
            (map) => key !== undefined && typeof map === 'object' && map !== null && key in map,
          );
          const isItem = isChoice && typeof path.at(-1) === 'number';
          // An item by itself: others of the list may ask for another place of it.
          if (isItem) document.setIn(path.slice(0, -1), document.createNode([{}]));
          else if (isChoice || own) document.setIn(path, document.createNode(own ?? {}));
          document.setIn([...path, key], document.createNode(example));
          const { problems } = readManifest(document.toString(), 'lifecycle.yaml');
          const isElsewhere = (at: readonly unknown[] = []) => path.length === 0 && at[0] !== key;
          assert.deepEqual(
            problems.filter((problem) => !isElsewhere(problem.path)),
            [],
          );
        });

  it('tells type, default and meaning', () => {
    for (const row of [
      '| `seed` | whole number | `0` | Given to the command as LIFECYCLE_SEED. | `seed: 7` |',
      '| `path` | path | *required* | The file in the workspace, or a folder or glob of several; `collect` writes it where there is a source. |',
      '| [`split`](#datasetsnamesplit) | map |',
    ])
      assert.ok(page.includes(row), row);
  });

  it('has a heading for every link', () => {
    const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replace(/[^\w-]/g, ''),
    );
    for (const [, anchor = ''] of page.matchAll(/\]\(#([^)]*)\)/g))
      assert.ok(anchors.includes(anchor), anchor);
  });
});
