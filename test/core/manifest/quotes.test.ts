// A hint about quotes, followed: how the same value is written is not complained about again, wherever in the manifest it stands.
import assert from 'node:assert/strict';
import { Document } from 'yaml';
import { exampleOf } from '../../../src/core/manifest/example';
import { manifestSchema } from '../../../src/core/manifest/manifest';
import { mapPlaces } from '../../../src/core/manifest/mapPlaces';
import { readManifest } from '../../../src/core/manifest/read';

const whole = exampleOf(manifestSchema, 'whole') as Readonly<Record<string, unknown>>;
const wrong = [true, 5, 1.5, 'false', '5', '1.5', 'x'];
const values = [...wrong, ...wrong.map((value) => [value, value]), ...wrong.map((x) => ({ x }))];

/** As the hint says: in quotes, or without. */
const followed = (value: unknown) =>
  (typeof value === 'string' ? JSON.parse(value) : String(value)) as unknown;

describe('a hint about quotes', () => {
  for (const { path, label, keys, isChoice } of mapPlaces())
    for (const { key = 'x' } of keys)
      it(`leads to no other complaint in ${[label, key].filter(Boolean).join('.')}`, () => {
        const [section = key] = path;
        for (const value of values) {
          const document = new Document({ [section]: whole[section] });
          if (isChoice) document.setIn(path, document.createNode({}));
          document.setIn([...path, key], document.createNode(value));
          const complaints = () => readManifest(document.toString(), 'lifecycle.yaml').problems;
          for (const { path: spot = [], hint = '', message } of complaints()) {
            if (!/^Leave the quotes out\.$|^Put it in quotes: "[^"]*"\.$/.test(hint)) continue;
            const written = document.getIn(spot);
            document.setIn(spot, followed(written));
            const again = complaints().filter((one) => String(one.path).startsWith(String(spot)));
            const ofWriting = again.filter((one) => !one.message.startsWith('There is no '));
            assert.deepEqual(ofWriting, [], `${message} ${hint}`);
            document.setIn(spot, written);
          }
        }
      });
});
