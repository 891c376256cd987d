// Each detector on facts made for it: what it finds, and what looks alike and is fine.
import assert from 'node:assert/strict';
import { assembleColumn, type Measured } from '../../../src/core/profile/assemble';
import { bucketsOf } from '../../../src/core/profile/buckets';
import type { ColumnKind, ColumnProfile } from '../../../src/core/profile/profile';
import { detectors, findAll } from '../../../src/core/quality/detectors';
import type { Dominance } from '../../../src/core/quality/dominance';
import type { Facts } from '../../../src/core/quality/facts';
import type { Finding, FindingKind } from '../../../src/core/quality/finding';
import { readText } from '../../../src/core/quality/textReading';

type Values = Record<string, number>;

/** A column of counted values; `null` counts missing ones. */
function column(
  name: string,
  kind: ColumnKind,
  counts: Values,
  missing = 0,
  more: Partial<Measured> = {},
): ColumnProfile {
  const values = Object.entries(counts).map(([value, count]) => ({ value, count }));
  const numbers = values.map(({ value, count }) => ({ value: Number(value), count }));
  const present = values.reduce((sum, { count }) => sum + count, 0);
  const isNumber = kind === 'integer' || kind === 'number';
  const extremes =
    isNumber && values.length > 0
      ? { min: Math.min(...numbers.map((n) => n.value)), max: Math.max(...numbers.map((n) => n.value)) }
      : {};
  return assembleColumn(
    { name, type: kind, kind, rows: present + missing, present, infinities: 0, ...extremes, ...more },
    { values, distinct: values.length, ...(isNumber ? { buckets: bucketsOf(numbers) } : {}) },
  );
}

function facts(columns: ColumnProfile[], more: Partial<Facts> = {}): Facts {
  const rows = columns.reduce(
    (most, { top, other, missing }) =>
      Math.max(most, missing + other + top.reduce((sum, { count }) => sum + count, 0)),
    0,
  );
  return {
    seenIn: 'prepared',
    profile: { schema: 1, rows, columns },
    roles: {},
    duplicateRows: 0,
    unique: [],
    texts: columns.flatMap(({ name, kind, top, other }) => {
      const ways = top.map(({ value, count }) => ({ examples: [value], count }));
      return kind === 'string' ? (readText({ name, ways, others: other }) ?? []) : [];
    }),
    ...more,
  };
}

const spread = (count: number, each = 1): Values =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [String(at), each]));
const blocks = (shares: readonly number[], by: 'time' | 'order' = 'time') => ({
  by,
  answers: ['no', 'yes'],
  counts: shares.map((share) => [Math.round(200 * (1 - share)), Math.round(200 * share)]),
});
const dominance = (more: Partial<Dominance> = {}): Dominance => ({
  column: 'duration',
  auc: 0.8,
  others: 0.7,
  p: 1e-6,
  rows: 5_000,
  asks: 'classes',
  isCopy: false,
  asked: 1,
  ...more,
});
const target = (more: Partial<NonNullable<Facts['target']>> = {}): Partial<Facts> => ({
  roles: { target: 'y', positive: 'yes' },
  target: { dominant: [], blocks: blocks([0.3, 0.3, 0.3]), ...more },
});
const y = column('y', 'string', { no: 700, yes: 300 });
const half = column('x', 'string', { a: 500, b: 500 });

describe('detectors', () => {
  const cases: [string, FindingKind, Facts, Partial<Finding> | undefined][] = [
    [
      'a few missing values',
      'missing',
      facts([column('x', 'string', { a: 9 }, 1)]),
      { id: 'missing:x', severity: 'info', rows: '"x" IS NULL' },
    ],
    ['mostly missing', 'missing', facts([column('x', 'string', { a: 2 }, 8)]), { severity: 'warning' }],
    [
      'a missing target',
      'missing',
      facts([column('y', 'string', { no: 5, yes: 4 }, 1)], target()),
      {
        severity: 'error',
        fix: {
          text: 'Leave out rows without a target: nothing can be learnt from them.',
          step: { filter: '"y" IS NOT NULL' },
        },
      },
    ],
    ['nothing missing', 'missing', facts([half]), undefined],
    [
      'words for missing',
      'hidden-missing',
      facts([column('job', 'string', { admin: 90, unknown: 10 })]),
      {
        id: 'hidden-missing:job',
        severity: 'warning',
        rows: `"job" IN ('unknown')`,
        fix: {
          text: 'Turn it into a missing value.',
          step: { replace: { columns: ['job'], pairs: [['unknown', null]] } },
        },
      },
    ],
    [
      '-1 among many numbers',
      'hidden-missing',
      facts([column('pdays', 'integer', { '-1': 300, ...spread(40, 10) })]),
      {
        rows: '"pdays" IN (-1)',
        fix: {
          text: 'Turn it into a missing value.',
          step: { replace: { columns: ['pdays'], pairs: [[-1, null]] } },
        },
      },
    ],
    [
      'decimal commas, thousands and a sign for missing',
      'kept-as-text',
      facts([column('x', 'string', { '31,50': 40, '1.234,5': 30, '7': 20, '-': 10 })]),
      {
        id: 'kept-as-text:x',
        severity: 'warning',
        fix: {
          text: 'Read them as numbers, and "-" as missing.',
          step: {
            derive: {
              x: `CASE WHEN NOT "x" IN ('-') THEN (replace(replace("x", '.', ''), ',', '.'))::DOUBLE END`,
            },
          },
        },
      },
    ],
    [
      'shares in percent',
      'kept-as-text',
      facts([column('x', 'string', { '41 %': 6, '7,5 %': 4 })]),
      {
        fix: {
          text: 'Read them as numbers.',
          step: { derive: { x: `(replace(replace("x", '%', ''), ',', '.'))::DOUBLE` } },
        },
      },
    ],
    [
      'days written as people do',
      'kept-as-text',
      facts([column('x', 'string', { '31.01.2026': 6, '01.02.2026': 4 })]),
      {
        fix: {
          text: 'Say how they are written.',
          step: { cast: { x: { type: 'date', format: '%d.%m.%Y' } } },
        },
      },
    ],
    [
      'so few numbers that it may be chance',
      'kept-as-text',
      facts([column('x', 'string', { '41 %': 2, '7,5 %': 2, '-': 9 })]),
      undefined,
    ],
    [
      'the fewest numbers that are told',
      'kept-as-text',
      facts([column('x', 'string', { '41 %': 3, '7,5 %': 2 })]),
      { id: 'kept-as-text:x' },
    ],
    ['plain numbers', 'kept-as-text', facts([column('x', 'string', { '007': 6, '31.5': 4 })]), undefined],
    [
      'a word among numbers',
      'kept-as-text',
      facts([column('x', 'string', { '3,5': 6, none_of: 4 })]),
      undefined,
    ],
    ...(
      [
        ['points of two meanings', ['1.234,5', '31.5']],
        ['per cent beside fractions', ['31%', '0.61']],
        ['thousands of two kinds', ['1,234.5', '1.234,5']],
      ] as const
    ).map(([title, [one, two]]): [string, FindingKind, Facts, Partial<Finding>] => [
      title,
      'kept-as-text',
      facts([column('x', 'string', { [one]: 6, [two]: 4 })]),
      {
        message: `x holds numbers as text in more than one way, e.g. "${one}", "${two}": a model takes each for a category.`,
        fix: {
          text: 'No one step reads them all as what they mean: write them as 1234.5 where they come from, or derive x by a rule of your own.',
        },
      },
    ]),
    [
      'a number that may be two',
      'kept-as-text',
      facts([column('x', 'string', { '1,234': 6, '2,345': 4 })]),
      {
        fix: {
          text: `No value tells whether "1,234" is 1234 or 1.234. Where the mark parts thousands: - derive: {x: "(replace(\\"x\\", ',', ''))::DOUBLE"}. Where it is a decimal one: - derive: {x: "(replace(\\"x\\", ',', '.'))::DOUBLE"}.`,
        },
      },
    ],
    [
      'plain numbers beside words for none',
      'kept-as-text',
      facts([column('x', 'string', { '3.4': 6, '12': 4, 'k. A.': 3, 'n/a': 2 })]),
      {
        message:
          'x holds numbers as text, e.g. "3.4", "12" (and "k. A.", "n/a" for none): a model takes each for a category.',
        fix: {
          text: 'Read them as numbers, and "k. A.", "n/a" as missing.',
          step: { derive: { x: `CASE WHEN NOT "x" IN ('k. A.', 'n/a') THEN ("x")::DOUBLE END` } },
        },
      },
    ],
    [
      'a word of its own for none',
      'kept-as-text',
      facts([column('x', 'string', { '1.000,62 €': 6, '310,85 €': 14, '-': 2, 'auf Anfrage': 3 })]),
      {
        message:
          'x holds numbers as text, e.g. "310,85 €", "1.000,62 €" (and "-" for none, "auf Anfrage" in 3 rows): a model takes each for a category.',
        fix: {
          text: 'Read them as numbers, and "-", "auf Anfrage" as missing. Where "auf Anfrage" says another thing, write that.',
          step: {
            derive: {
              x: `CASE WHEN NOT "x" IN ('-', 'auf Anfrage') THEN (replace(replace(replace("x", '€', ''), '.', ''), ',', '.'))::DOUBLE END`,
            },
          },
        },
      },
    ],
    [
      'dots that may part thousands beside a sign for none: no cast is offered',
      'hidden-missing',
      facts([column('x', 'string', { '100': 6, '1.000': 14, '-': 2 })]),
      {
        severity: 'info',
        fix: {
          text: 'Turn it into a missing value.',
          step: { replace: { columns: ['x'], pairs: [['-', null]] } },
        },
      },
    ],
    [
      'days of which none tells the month',
      'kept-as-text',
      facts([column('x', 'string', { '01/02/2026': 6, '03/04/2026': 4 })]),
      {
        fix: {
          text: 'Say how they are written, as "%d/%m/%Y" or "%m/%d/%Y": no value tells the day from the month.',
        },
      },
    ],
    [
      'days written in both orders',
      'kept-as-text',
      facts([column('x', 'string', { '31/12/2026': 6, '12/30/2026': 4 })]),
      {
        message:
          'x holds times as text in more than one way, e.g. "31/12/2026", "12/30/2026": a model takes each for a category.',
        fix: {
          text: 'No one step reads them all as what they mean: write them as 2026-01-31 where they come from, or derive x by a rule of your own.',
        },
      },
    ],
    [
      'more ways of writing than were looked at',
      'kept-as-text',
      facts([{ ...column('x', 'string', { '3,5': 9 }), other: 2 }]),
      {
        fix: {
          text: 'They are written in so many ways that only the most frequent were looked at; how the other 2 values are written is not known. Write all numbers in one way where they come from.',
        },
      },
    ],
    ['numbers read already', 'mixed-types', facts([column('x', 'string', { '12': 9, '3,5': 1 })]), undefined],
    [
      '"none", which may be meant',
      'hidden-missing',
      facts([column('extra', 'string', { none: 50, wifi: 50 })]),
      { severity: 'info' },
    ],
    ['no word for missing', 'hidden-missing', facts([half]), undefined],
    [
      'one value',
      'constant',
      facts([column('x', 'string', { a: 10 })]),
      {
        severity: 'warning',
        message: 'x is always "a".',
        fix: { text: 'Leave the column out: nothing can be learnt from it.', step: { drop: ['x'] } },
      },
    ],
    ['no value', 'constant', facts([column('x', 'number', {}, 10)]), { message: 'x has no value at all.' }],
    [
      'one list',
      'constant',
      facts([
        { ...column('x', 'other', {}, 0, { present: 9, rows: 9 }), distinct: 1, isDistinctExact: true },
      ]),
      { message: 'x is always the same.' },
    ],
    [
      'objects where nothing is predicted',
      'nested',
      facts([column('x', 'other', {}, 0, { type: 'STRUCT(city VARCHAR)', present: 9, rows: 9 })]),
      { id: 'nested:x', severity: 'warning', message: 'x holds objects: no model takes them.' },
    ],
    [
      'lists beside a target',
      'nested',
      facts([y, column('x', 'other', {}, 0, { type: 'VARCHAR[]', present: 9, rows: 9 })], target()),
      {
        severity: 'error',
        message: 'x holds lists: no model takes them.',
        fix: {
          text: 'Leave the column out. What is worth learning of it has to come as a column of its own, in the data and with each row to predict.',
          step: { drop: ['x'] },
        },
      },
    ],
    [
      'a key that comes again',
      'repeated-key',
      facts([column('id', 'integer', spread(9, 5))], { roles: { key: 'id', time: 'ts' } }),
      {
        id: 'repeated-key:id',
        severity: 'info',
        message:
          'id comes again: it has 9 values in 45 rows. So it names groups of rows, each counted as one in what figures rest on.',
        fix: {
          text: 'Files of labels need the time of a row beside it; or name a key that each row has for itself.',
        },
      },
    ],
    [
      'a key that a split keeps together',
      'repeated-key',
      facts([column('id', 'integer', spread(9, 5))], {
        roles: { key: 'id' },
        split: { by: 'key', train: 0.8, validation: 0.1, test: 0.1, seed: 0 },
      }),
      undefined,
    ],
    [
      'a key of each row',
      'repeated-key',
      facts([column('id', 'integer', spread(9))], { roles: { key: 'id' }, unique: ['id'] }),
      undefined,
    ],
    ['texts', 'nested', facts([half]), undefined],
    [
      'one value in training',
      'constant',
      facts([half], { train: { schema: 1, rows: 500, columns: [column('x', 'string', { a: 500 })] } }),
      { message: 'x is always "a" in the training split.' },
    ],
    [
      'a target of one value in training',
      'constant',
      facts([y], {
        ...target(),
        train: { schema: 1, rows: 500, columns: [column('y', 'string', { no: 500 })] },
      }),
      { severity: 'error' },
    ],
    [
      'two values',
      'constant',
      facts([half], { train: { schema: 1, rows: 500, columns: [half] } }),
      undefined,
    ],
    [
      'no value in training',
      'empty-in-training',
      facts([column('x', 'number', { 1: 10, 2: 10 }, 80)], {
        train: { schema: 1, rows: 50, columns: [column('x', 'number', {}, 50)] },
      }),
      { id: 'empty-in-training:x', severity: 'warning' },
    ],
    [
      'few values in training',
      'empty-in-training',
      facts([column('x', 'number', { 1: 10, 2: 10 }, 80)], {
        train: { schema: 1, rows: 50, columns: [column('x', 'number', { 1: 1 }, 49)] },
      }),
      undefined,
    ],
    [
      'a number for each row',
      'key-like',
      facts([column('n', 'integer', spread(60))], { unique: ['n'] }),
      { id: 'key-like:n' },
    ],
    [
      'the declared key',
      'key-like',
      facts([column('n', 'integer', spread(60))], { unique: ['n'], roles: { key: 'n' } }),
      undefined,
    ],
    ...['1,5', '1,5 €', '(1,5)', '1,5-'].map((value): [string, FindingKind, Facts, undefined] => [
      `text as ${value}, different in each row`,
      'key-like',
      facts(
        [
          column(
            'n',
            'string',
            Object.fromEntries(Object.keys(spread(60)).map((at) => [value.replace('1', `1${at}`), 1])),
          ),
        ],
        { unique: ['n'] },
      ),
      undefined,
    ]),
    [
      'mostly numbers, different in each row',
      'key-like',
      facts([column('n', 'string', { ...Object.fromEntries(Object.keys(spread(40)).map((at) => [`${at},5`, 1])), ...Object.fromEntries(Object.keys(spread(20)).map((at) => [`no ${at}`, 1])) })], { unique: ['n'] }), // prettier-ignore
      undefined,
    ],
    [
      'a code with zeros in front for each row',
      'key-like',
      facts([column('n', 'string', Object.fromEntries(Object.keys(spread(60)).map((at) => [at.padStart(5, '0'), 1])))], { unique: ['n'] }), // prettier-ignore
      { id: 'key-like:n' },
    ],
    [
      'a measurement different in each row',
      'key-like',
      facts([column('n', 'number', spread(60))], { unique: ['n'] }),
      undefined,
    ],
    [
      'different values in few rows',
      'key-like',
      facts([column('n', 'integer', spread(20))], { unique: ['n'] }),
      undefined,
    ],
    [
      'no row',
      'no-rows',
      facts([half], { profile: { schema: 1, rows: 0, columns: [] } }),
      { id: 'no-rows', severity: 'error' },
    ],
    ['a row', 'no-rows', facts([half]), undefined],
    [
      'some equal rows',
      'duplicate-rows',
      facts([half], { duplicateRows: 3 }),
      {
        id: 'duplicate-rows',
        severity: 'info',
        message: '3 rows (0.3%) repeat an earlier one. On both sides of a split, such rows flatter a model.',
      },
    ],
    ['many equal rows', 'duplicate-rows', facts([half], { duplicateRows: 30 }), { severity: 'warning' }],
    [
      'numbers with words among them',
      'mixed-types',
      facts([column('x', 'string', { '1': 40, '2.5': 50, many: 2 }, 0, { numericTexts: 90 })]),
      {
        id: 'mixed-types:x',
        message: 'x is a number in 97.8% of the rows and something else in 2 rows, e.g. "many".',
      },
    ],
    [
      'numbers with words among them that no cast may be offered for',
      'mixed-types',
      facts([column('x', 'string', { '100': 40, '1.000': 50, many: 2 }, 0, { numericTexts: 90 })]),
      undefined,
    ],
    [
      'numbers with words for missing',
      'mixed-types',
      facts([column('x', 'string', { '1': 40, '2.5': 50, unknown: 2 }, 0, { numericTexts: 90 })]),
      undefined,
    ],
    [
      'codes, some of them digits',
      'mixed-types',
      facts([column('x', 'string', { '1': 40, A1: 60 }, 0, { numericTexts: 40 })]),
      undefined,
    ],
    [
      'one city spelt twice',
      'spelling-variants',
      facts([column('city', 'string', { Rome: 60, rome: 4, Oslo: 36 })]),
      {
        id: 'spelling-variants:city',
        rows: `"city" IN ('rome')`,
        fix: {
          text: 'Write each value in one way.',
          step: { replace: { columns: ['city'], pairs: [['rome', 'Rome']] } },
        },
      },
    ],
    [
      'one sign written for another, and the other way',
      'spelling-variants',
      facts([column('area', 'string', { '63 m²': 40, '63 m2': 4, '80 m2': 30, '80 m²': 3 })]),
      { fix: { text: 'Write all values in one way: derive the column anew by one rule.' } },
    ],
    [
      'spaces around',
      'spelling-variants',
      facts([column('city', 'string', { Rome: 60, ' Rome': 4 })]),
      { fix: { text: 'Write each value in one way.', step: { trim: ['city'] } } },
    ],
    [
      'one number far out',
      'outliers',
      facts([column('n', 'integer', { ...spread(60, 20), 5000: 1 })]),
      { id: 'outliers:n' },
    ],
    [
      'one number far out where all lie far from zero',
      'outliers',
      facts([
        column('n', 'integer', {
          ...Object.fromEntries(
            Object.keys(spread(60, 20)).map((value) => [String(1e9 + Number(value)), 20]),
          ),
          1000005000: 1,
        }),
      ]),
      { id: 'outliers:n' },
    ],
    [
      'a heavy tail without a gap',
      'outliers',
      facts([column('n', 'integer', { ...spread(60, 20), 100: 2, 160: 1, 200: 1 })]),
      undefined,
    ],
    [
      'a number twice as far out as the farthest other',
      'outliers',
      facts([column('n', 'integer', { ...spread(60, 20), 95: 1 })]),
      undefined,
    ],
    [
      'infinities',
      'outliers',
      facts([column('n', 'number', spread(60, 20), 0, { infinities: 2 })]),
      { message: 'n is infinite in 2 rows.', rows: 'isinf("n")' },
    ],
    [
      'a rare class',
      'imbalance',
      facts([column('y', 'string', { no: 93, yes: 7 })], target()),
      { id: 'imbalance:y', severity: 'warning', message: 'y is "yes" in only 7% of the rows (7 rows).' },
    ],
    [
      'a rather rare class',
      'imbalance',
      facts([column('y', 'string', { no: 88, yes: 12 })], target()),
      { severity: 'info' },
    ],
    ['classes that differ a little', 'imbalance', facts([y], target()), undefined],
    [
      'a positive value that the target never has',
      'no-positive',
      facts([y], { roles: { target: 'y', positive: 'Yes' } }),
      {
        id: 'no-positive:y',
        severity: 'error',
        message: 'The target y never is "Yes", which counts as positive.',
      },
    ],
    [
      'a positive number',
      'no-positive',
      facts([column('y', 'number', { '1.0': 5, '2.0': 5 })], { roles: { target: 'y', positive: 2 } }),
      undefined,
    ],
    ...[{ positive: 'a' }, { asksPositive: true }].map(
      (more): [string, FindingKind, Facts, Partial<Finding>] => [
        `three answers, ${Object.keys(more).join()}`,
        'no-positive',
        facts([column('y', 'string', { a: 5, b: 5, c: 5 })], { roles: { target: 'y', ...more } }),
        {
          severity: 'error',
          message:
            'The target y has 3 classes: a, b, c. Only models of two classes, or of a number, can be judged.',
        },
      ],
    ),
    [
      'two answers of which none is named',
      'no-positive',
      facts([column('y', 'string', { a: 5, b: 5 })], { roles: { target: 'y', asksPositive: true } }),
      {
        message: 'It is not said which value of the target y counts as positive.',
        fix: { text: 'Add positive: "a" to the dataset, or another of a, b.' },
      },
    ],
    [
      'two answers that no model tells apart',
      'no-positive',
      facts([column('y', 'string', { a: 5, b: 5 })], { roles: { target: 'y' } }),
      undefined,
    ],
    ['yes and no', 'no-positive', facts([y], { roles: { target: 'y', asksPositive: true } }), undefined],
    [
      'a number as target',
      'imbalance',
      facts([column('y', 'number', spread(60, 2))], { roles: { target: 'y' } }),
      undefined,
    ],
    [
      'a leak of a number, whose measure asks for its upper half',
      'leak',
      facts([y], target({ dominant: [dominance({ asks: 'median', auc: 0.999 })] })),
      {
        severity: 'warning',
        message:
          'duration alone tells whether y reaches its median better (ROC AUC of these two halves 1.00) than all other columns together (0.70): is it known before the answer is?',
      },
    ],
    [
      'a column better than all others',
      'leak',
      facts([y], target({ dominant: [dominance()] })),
      {
        id: 'leak:duration',
        severity: 'warning',
        fix: {
          text: 'Leave it out where it is known only afterwards: the model would never have it in time.',
          step: { drop: ['duration'] },
        },
      },
    ],
    [
      'a column that gives the classes away',
      'leak',
      facts([y], target({ dominant: [dominance({ auc: 0.999 })] })),
      { severity: 'error' },
    ],
    [
      'a column that tells the classes well and leaves a doubt',
      'leak',
      facts([y], target({ dominant: [dominance({ auc: 0.985 })] })),
      { severity: 'warning' },
    ],
    [
      'the target again',
      'leak',
      facts([y], target({ dominant: [dominance({ asks: 'median', isCopy: true })] })),
      { severity: 'error' },
    ],
    [
      'a number that hangs closely on another',
      'leak',
      facts([y], target({ dominant: [dominance({ asks: 'median', auc: 0.995 })] })),
      { severity: 'warning' },
    ],
    [
      'a lead that chance may give',
      'leak',
      facts([y], target({ dominant: [dominance({ p: 0.02 })] })),
      undefined,
    ],
    [
      'a lead that chance may give to one of two columns asked about, also where the other does not lead',
      'leak',
      facts([y], target({ dominant: [dominance({ p: 0.008, asked: 2 })] })),
      undefined,
    ],
    [
      'a target that moves',
      'target-drift',
      facts([y], target({ blocks: blocks([0.1, 0.2, 0.4]) })),
      {
        id: 'target-drift:y',
        severity: 'warning',
        message: 'y moves with time: yes is between 10% and 40%, 10% at first and 40% at last.',
      },
    ],
    [
      'a target that stays',
      'target-drift',
      facts([y], target({ blocks: blocks([0.29, 0.31, 0.3]) })),
      undefined,
    ],
    [
      'rows sorted by the target',
      'target-drift',
      facts([y], target({ blocks: blocks([0, 0, 1], 'order') })),
      { severity: 'info', message: 'The rows are sorted by y.' },
    ],
    [
      'a random split of a target that moves',
      'random-split',
      facts([y], {
        ...target({ blocks: blocks([0.1, 0.2, 0.4]) }),
        split: { by: 'random', train: 0.8, validation: 0.1, test: 0.1, seed: 0 },
      }),
      { id: 'random-split:y', severity: 'warning' },
    ],
    [
      'a split by key of a target that moves',
      'random-split',
      facts([y], {
        ...target({ blocks: blocks([0.1, 0.2, 0.4]) }),
        split: { by: 'key', train: 0.8, validation: 0.1, test: 0.1, seed: 0 },
      }),
      { id: 'random-split:y', severity: 'warning' },
    ],
    [
      'a random split of a target that moves no more than chance lets few rows move',
      'random-split',
      facts([y], {
        ...target({ blocks: { by: 'time', answers: ['no', 'yes'], counts: [[18, 2], [12, 8], [16, 4]] } }), // prettier-ignore
        split: { by: 'random', train: 0.8, validation: 0.1, test: 0.1, seed: 0 },
      }),
      undefined,
    ],
    [
      'a split by key of groups whose answers move with the order of the rows',
      'random-split',
      facts([y], {
        ...target({ blocks: { ...blocks([0.1, 0.2, 0.4], 'order'), groups: 'customer' } }),
        split: { by: 'key', train: 0.8, validation: 0.1, test: 0.1, seed: 0 },
      }),
      {
        fix: {
          text: 'Name the column that tells when a row is from as "time" of the dataset and write "by: time" in its split (by order, rows of one customer would stand in two parts).',
        },
      },
    ],
    [
      'answers of groups that move with the order of the rows',
      'target-drift',
      facts([y], target({ blocks: { ...blocks([0.1, 0.2, 0.4], 'order'), groups: 'customer' } })),
      {
        message:
          'y moves with the order of the rows: yes is between 10% and 40%, 10% at first and 40% at last, each customer counted once.',
      },
    ],
    [
      'a split by time of a target that moves',
      'random-split',
      facts([y], {
        ...target({ blocks: blocks([0.1, 0.2, 0.4]) }),
        split: { by: 'time', train: 0.8, validation: 0.1, test: 0.1, seed: 0 },
      }),
      undefined,
    ],
  ];
  for (const [what, kind, of, expected] of cases)
    it(`${kind}: ${what}${expected ? '' : ' is none'}`, () => {
      const [found, ...more] = findAll(of).filter((finding) => finding.kind === kind);
      assert.deepEqual(more, []);
      if (!expected) return assert.equal(found, undefined);
      assert.ok(found, 'found nothing');
      for (const [key, value] of Object.entries(expected))
        assert.deepEqual(found[key as keyof Finding], value, key);
    });

  it('say of an empty table only that it is empty', () => {
    for (const columns of [[column('x', 'string', {}), column('n', 'number', {})], []])
      assert.deepEqual(findAll(facts(columns)).map(({ kind }) => kind), ['no-rows']); // prettier-ignore
  });

  it('are one a kind', () => {
    assert.equal(new Set(detectors.map(({ kind }) => kind)).size, detectors.length);
  });

  it('list the severest first', () => {
    const all = findAll(
      facts([column('y', 'string', { no: 93, yes: 7 }, 1), column('x', 'string', { a: 100 }, 1)], target()),
    );
    assert.deepEqual(
      all.map(({ severity }) => severity),
      ['error', 'warning', 'warning', 'info'],
    );
  });
});
