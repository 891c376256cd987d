import assert from 'node:assert/strict';
import { seenOf, type Known } from '../../../src/core/monitor/seen';
import { exampleVersion } from '../registry/example';

const dated = exampleVersion({ version: 2, knownUntil: '2009-07-14T10:00:00.000Z' });
const timeless = exampleVersion({ version: 2 });
const rows = (byTime: number, byKey: number): readonly Known[] => [
  ...Array.from({ length: byTime }, () => 'time' as const),
  ...Array.from({ length: byKey }, () => 'key' as const),
];

describe('rows that a version has seen', () => {
  const cases = [
    { title: 'by their time', version: dated, known: rows(3, 0), says: '3 of 10 rows are no news to version 2, whose data reaches to 14 Jul 2009: it was' },
    { title: 'by their keys, though its data has a time', version: dated, known: rows(0, 3), says: '3 of 10 rows are no news to version 2, by their keys: it was' },
    { title: 'by both', version: dated, known: rows(1, 2), says: '3 of 10 rows are no news to version 2, whose data reaches to 14 Jul 2009 (1), and by their keys (2): it was' },
    { title: 'by its registration', version: timeless, known: rows(3, 0), says: '3 of 10 rows are no news to version 2, which was registered on 1 Jul 2009: it was' },
  ]; // prettier-ignore
  for (const { title, version, known, says } of cases)
    it(`are told as they are known: ${title}`, () => {
      const message = seenOf(version, { known, of: 10 })?.message ?? '';
      assert.ok(message.startsWith(says), message);
    });
});
