// What is said about texts that a cast cannot read, and that what it says to paste can be.
import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { stepSchema } from '../../../src/core/manifest/step';
import type { ColumnType } from '../../../src/core/manifest/steps/cast';
import { castHint, type Texts } from '../../../src/core/prepare/castHint';

interface Given extends Pick<Texts, 'values' | 'failing'> {
  readonly isWhole?: boolean;
  readonly format?: string;
}

const words = ['a', 'b', 'c', 'd', 'e', 'f'];
const none = 'where the value stands for a missing one';

describe('the hint below a cast that fails', () => {
  const cases: readonly [ColumnType, Given, RegExp, unknown][] = [
    [
      'date',
      { values: ['31.01.2026', '01.02.2026'], failing: ['31.01.2026'] },
      /^Say how they are written, e\.g\. '(- .*)'\.$/,
      { cast: { 'due: when': { type: 'date', format: '%d.%m.%Y' } } },
    ],
    [
      'date',
      { values: ['31.01.2026', 'unknown'], failing: ['unknown'] },
      /' after (- .*)\.$/,
      { replace: { columns: ['due: when'], pairs: [['unknown', null]] } },
    ],
    [
      'number',
      { values: ['1,5', '2,75'], failing: ['1,5'] },
      /in a step before it, e\.g\. (- .*)$/,
      { derive: { 'due: when': `replace("due: when", ',', '.')` } },
    ],
    [
      'integer',
      { values: ['1', "it's: none"], failing: ["it's: none"] },
      new RegExp(`or, ${none}, "(- .*)"\\.$`),
      { replace: { columns: ['due: when'], pairs: [["it's: none", null]] } },
    ],
    [
      'integer',
      { values: ['7', '1 200', '1,5', 'abc'], failing: ['1 200', '1,5', 'abc'] },
      /^Cast to number, not to integer: "1,5" is no whole one\. Write them as 1234\.5, and "abc" as missing, in a step before it, e\.g\. (- .*)$/,
      {
        derive: {
          'due: when': `CASE WHEN NOT "due: when" IN ('abc') THEN replace(replace("due: when", ' ', ''), ',', '.') END`,
        },
      },
    ],
    [
      'integer',
      { values: ['7', '1.5'], failing: ['1.5'] },
      /^Cast to number, not to integer: "1\.5" is no whole one\. Or derive whole ones in a step before it\.$/,
      undefined,
    ],
    [
      'integer',
      { values: ['1.200,00', '7'], failing: ['1.200,00'] },
      /^Write them as 1234\.5 in a step before it, e\.g\. (- .*)$/,
      { derive: { 'due: when': `replace(replace("due: when", '.', ''), ',', '.')` } },
    ],
    [
      'number',
      { values: ['1,5', ...words], failing: ['1,5', ...words] },
      /^Say first .*, or, where values stand for a missing one, "(- .*)"\.$/,
      { replace: { columns: ['due: when'], pairs: words.slice(0, 5).map((word) => [word, null]) } },
    ],
    [
      'number',
      { values: ['1,5'], failing: ['1,5'], isWhole: false },
      /^No one step reads them all, e\.g\. "1,5": /,
      undefined,
    ],
    [
      'date',
      { values: ['01/31/2026'], failing: ['01/31/2026'], format: '%d/%m/%Y' },
      new RegExp(`^Say first .*, or, ${none}, "(- .*)"\\.$`),
      { replace: { columns: ['due: when'], pairs: [['01/31/2026', null]] } },
    ],
    [
      'boolean',
      { values: [], failing: [] },
      /^Say first what they mean .*: derive the column anew\.$/,
      undefined,
    ],
  ];
  for (const [to, { format, ...texts }, said, step] of cases)
    it(`of ${JSON.stringify(texts.failing)} as ${to} has a step that can be pasted, where one serves`, () => {
      const hint = castHint(
        { column: 'due: when', to, ...(format && { format }) },
        { isWhole: true, ...texts },
      );
      assert.match(hint, said);
      const [pasted] = (parse(said.exec(hint)?.[1] ?? '') ?? []) as unknown[];
      assert.deepEqual(pasted && stepSchema.parse(pasted), step);
    });
});
