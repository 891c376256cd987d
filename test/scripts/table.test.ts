// The table that `npm start` ends with.
import assert from 'node:assert/strict';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface TableScript {
  readonly formatTable: (
    rows: readonly Readonly<Record<string, string>>[],
    how: { readonly columns: readonly string[]; readonly wrapped: readonly string[]; readonly width: number },
  ) => string;
}
const file = fileURLToPath(new URL('../../scripts/table.mjs', import.meta.url));
const digest = '7021eb5e4832292b341af2494edc2fa1c6c0e52296fa37dafa4eac2ce281f2d2';
const row = {
  stage: 'evaluate',
  when: '2009-07-01',
  outcome: 'Measured run 20261128T132151-1s15vpgk on 4,040 test rows, meets the goal >= 0.65.',
  figure: 'roc_auc 0.687 (0.663 to 0.711)',
  where: `.lifecycle/datasets/bank/${digest}/check.json`,
};

describe('the table of npm start', () => {
  for (const width of [80, 100, 120])
    it(`fits ${width} columns, with all that it says`, async () => {
      const { formatTable } = (await import(pathToFileURL(file).href)) as TableScript;
      const table = formatTable([row], {
        columns: Object.keys(row),
        wrapped: ['outcome', 'figure', 'where'],
        width,
      });
      const lines = table.split('\n');
      assert.ok(lines.every((line) => line.length <= width));
      const widths = (lines[1] ?? '').split('  ').map(({ length }) => length);
      const cells = widths.map((wide, at) => {
        const from = widths.slice(0, at).reduce((sum, one) => sum + one + 2, 0);
        return lines.slice(2).map((line) => line.slice(from, from + wide).trim()).join(''); // prettier-ignore
      });
      const plain = (text: string) => text.replaceAll(' ', '');
      assert.deepEqual(
        cells.map(plain),
        Object.values({ ...row, where: '.lifecycle/datasets/bank/7021eb5e4832…/check.json' }).map(plain),
      );
    });
});
