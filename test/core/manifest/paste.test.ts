// What a person is given to paste: as much as is missing, right where it goes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { putPasted } from '../../../src/core/manifest/edit';
import { pasteAt } from '../../../src/core/manifest/paste';
import { flowText, houseStyle, renderItem, renderPair } from '../../../src/core/manifest/render';
import { readManifest } from '../../../src/core/manifest/read';

const start = `datasets:
  bank:
    path: data/bank.csv
    target: y
models:
  uptake:
    train: python train.py
`;
const withSteps = `${start.replace('    target: y\n', '    target: y\n    prepare:\n      - trim: [job]\n')}`;

/** The text with the lines behind the last line of the place. */
function pasted(text: string, { under, yaml }: ReturnType<typeof pasteAt>): string {
  const lines = text.trimEnd().split('\n');
  const at = under.reduce(
    (from, key) => lines.findIndex((line, i) => i >= from && line.trim() === `${key}:`),
    0,
  );
  if (under.length === 0) return `${text}${yaml}\n`;
  const depth = lines[at]?.search(/\S/) ?? 0;
  const end = lines.findIndex((line, i) => i > at && line.search(/\S/) <= depth);
  const place = end < 0 ? lines.length : end;
  return [...lines.slice(0, place), yaml, ...lines.slice(place)].join('\n');
}

const cases: readonly (readonly [string, string, readonly string[], object, string[], string])[] = [
  [
    'a section that is not there',
    start,
    ['deployments', 'uptake-local'],
    { model: 'uptake@champion' },
    [],
    'deployments:\n  uptake-local:\n    model: uptake@champion',
  ],
  [
    'an entry of a section that is there',
    start,
    ['models', 'other'],
    { dataset: 'bank', train: 'python other.py' },
    ['models'],
    '  other:\n    dataset: bank\n    train: python other.py',
  ],
  [
    'the first step',
    start,
    ['datasets', 'bank', 'prepare'],
    [{ drop: ['duration'] }],
    ['datasets', 'bank'],
    '    prepare:\n      - drop: [duration]',
  ],
  [
    'a further step',
    withSteps,
    ['datasets', 'bank', 'prepare'],
    [{ drop: ['duration'] }],
    ['datasets', 'bank', 'prepare'],
    '      - drop: [duration]',
  ],
  [
    'further keys of an entry',
    start,
    ['datasets', 'bank'],
    { key: 'id', time: 'ts' },
    ['datasets', 'bank'],
    '    key: id\n    time: ts',
  ],
];

describe('what is to be pasted', () => {
  for (const [what, text, path, value, under, yaml] of cases)
    it(`is ${what}, and the reader takes it there`, () => {
      const paste = pasteAt(readManifest(text, 'f').manifest, path, value);
      assert.deepEqual(paste, { path, value, under, yaml });
      const byHand = readManifest(pasted(text, paste), 'f');
      assert.deepEqual(byHand.problems, []);
      if (Array.isArray(value)) return; // steps are added one by one
      assert.deepEqual(readManifest(putPasted(text, paste), 'f').manifest, byHand.manifest);
    });

  it('is read back as it was meant, whatever names and values there are', () => {
    const odd = fc.constantFrom(
      '-',
      '*',
      '#',
      ' ',
      'a',
      ':',
      '\n',
      '\r',
      '\t',
      '\u00a0',
      '\ufeff',
      '\u2028',
      '\u0085',
      '|',
      '"',
    );
    const text = fc.oneof(
      fc.string({ unit: odd, maxLength: 5 }),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    const styles = fc.record({
      indent: fc.constantFrom(2, 4),
      hasPadding: fc.boolean(),
      hasSingleQuotes: fc.boolean(),
      hasBrackets: fc.boolean(),
    });
    fc.assert(
      fc.property(text, text, styles, (name, value, own) => {
        const style = { ...houseStyle, ...own };
        const step = { replace: { column: name, values: { [value]: name }, drop: [value, name] } };
        assert.deepEqual(parse(renderItem(step, style).join('\n')), [step]);
        assert.deepEqual(parse(renderPair('replace', value, style).join('\n')), { replace: value });
        assert.deepEqual(parse(`#\n${renderPair(name, [value], style).join('\n')}`), { [name]: [value] });
        assert.deepEqual(parse(`a: ${flowText([value, step], style)}`), { a: [value, step] });
      }),
      { numRuns: 300 },
    );
  });
});
