// Defects as they are planted: what is done to the rows, and which findings count as finding it.
import type { FindingKind } from '../../src/core/quality/finding';
import type { Random } from '../../src/core/random';
import { changed, drawn, type DataSet, type Row, type Value } from './table';

export interface Planted {
  readonly rows: readonly Row[];
  /** The rows of a version before; undefined where there is none. */
  readonly before?: readonly Row[];
  /** The first rows of so many are the training split, the others the test split. */
  readonly trainRows?: number;
  readonly sensitive?: string;
}

export interface Plant {
  readonly name: string;
  /** A finding of one of these that the clean table has not. */
  readonly kinds: readonly FindingKind[];
  /** The column it has to name; undefined where it is about rows. */
  readonly column?: (set: DataSet) => string;
  /** Planted in a share of the rows, or once. */
  readonly hasShare: boolean;
  /** Whether the target has to have classes. */
  readonly needsClasses?: true;
  readonly plant: (set: DataSet, share: number, random: Random) => Planted;
}

const digits = (value: Value) => String(value).split('.')[1]?.length ?? 0;
/** One cell typed wrongly: the last digit, or a letter. */
function mistyped(row: Row, set: DataSet, random: Random): Row {
  const names = Object.keys(row).filter(
    (name) => name !== set.target && name !== set.day && row[name] !== null,
  );
  const name = names[random.below(names.length)] ?? set.number;
  const value = row[name] ?? null;
  if (typeof value === 'number')
    return { ...row, [name]: Number((value + 10 ** -digits(value)).toFixed(digits(value))) };
  const text = String(value);
  return { ...row, [name]: `${text.slice(0, -1)}${text.endsWith('x') ? 'y' : 'x'}` };
}

const copies = (set: DataSet, share: number, random: Random, change: (row: Row) => Row) => ({
  rows: [...set.rows, ...[...drawn(set.rows, share, random)].map((at) => change(set.rows[at] as Row))],
});

const cells =
  (
    column: (set: DataSet) => string,
    change: (value: NonNullable<Value>, set: DataSet, at: number) => Value,
  ) =>
  (set: DataSet, share: number, random: Random): Planted => ({
    rows: changed(set.rows, column(set), drawn(set.rows, share, random), (value, at) =>
      change(value, set, at),
    ),
  });

const ofNumber = (set: DataSet) => set.number;
const ofText = (set: DataSet) => set.text;
const ofDay = (set: DataSet) => set.day;
const otherClass = (set: DataSet, now: Value) =>
  set.rows.map((row) => row[set.target] ?? null).find((value) => value !== null && value !== now) ?? now;
const germanDay = (iso: string) => iso.split('-').reverse().join('.');
const latin = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

export const plants: readonly Plant[] = [
  {
    name: 'near-duplicate rows',
    kinds: ['near-duplicate-rows'],
    hasShare: true,
    plant: (set, share, random) => copies(set, share, random, (row) => mistyped(row, set, random)),
  },
  {
    name: 'exact duplicate rows',
    kinds: ['duplicate-rows'],
    hasShare: true,
    plant: (set, share, random) => copies(set, share, random, (row) => row),
  },
  {
    name: 'test rows equal to training rows',
    kinds: ['shared-rows'],
    hasShare: true,
    plant: (set, share, random) => {
      const train = Math.round(0.8 * set.rows.length);
      const test = set.rows.slice(train);
      const places = drawn(test, share, random);
      const rows = test.map((row, at) => (places.has(at) ? (set.rows[random.below(train)] as Row) : row));
      return { rows: [...set.rows.slice(0, train), ...rows], trainRows: train };
    },
  },
  {
    name: 'test rows nearly equal to training rows',
    kinds: ['shared-rows'],
    hasShare: true,
    plant: (set, share, random) => {
      const train = Math.round(0.8 * set.rows.length);
      const test = set.rows.slice(train);
      const places = drawn(test, share, random);
      const rows = test.map((row, at) =>
        places.has(at) ? mistyped(set.rows[random.below(train)] as Row, set, random) : row,
      );
      return { rows: [...set.rows.slice(0, train), ...rows], trainRows: train };
    },
  },
  {
    name: 'conflicting labels',
    kinds: ['conflicting-labels'],
    needsClasses: true,
    hasShare: true,
    plant: (set, share, random) =>
      copies(set, share, random, (row) => ({
        ...row,
        [set.target]: otherClass(set, row[set.target] ?? null),
      })),
  },
  {
    name: 'spelling and case',
    kinds: ['spelling-variants'],
    column: ofText,
    hasShare: true,
    plant: cells(ofText, (value, _set, at) =>
      at % 2 === 0 ? String(value).toUpperCase() : `${String(value)} `,
    ),
  },
  {
    name: 'another unit (1 to 1,000)',
    kinds: ['mixed-units', 'outliers'],
    column: ofNumber,
    hasShare: true,
    plant: cells(ofNumber, (value) => Number(value) * 1_000),
  },
  {
    name: 'unit written behind',
    kinds: ['mixed-units', 'mixed-types'],
    column: ofNumber,
    hasShare: true,
    plant: cells(ofNumber, (value) => `${String(value)} kg`),
  },
  {
    name: 'decimal comma',
    kinds: ['kept-as-text', 'mixed-types'],
    column: ofNumber,
    hasShare: true,
    plant: (set, share, random) => {
      const rows = set.rows.map((row) => ({
        ...row,
        [set.number]: row[set.number] === null ? null : Number(row[set.number]) + 0.25,
      }));
      return {
        rows: changed(rows, set.number, drawn(rows, share, random), (value) =>
          String(value).replace('.', ','),
        ),
      };
    },
  },
  {
    name: 'dates in two formats',
    kinds: ['kept-as-text', 'mixed-types'],
    column: ofDay,
    hasShare: true,
    plant: cells(ofDay, (value) => germanDay(String(value))),
  },
  {
    name: 'dates in the future',
    kinds: ['future-times'],
    column: ofDay,
    hasShare: true,
    plant: cells(
      ofDay,
      (value) => `${String(Number(String(value).slice(0, 4)) + 20)}${String(value).slice(4)}`,
    ),
  },
  {
    name: 'dates at 1970-01-01',
    kinds: ['placeholder-times'],
    column: ofDay,
    hasShare: true,
    plant: cells(ofDay, () => '1970-01-01'),
  },
  {
    name: 'encoding: UTF-8 read as Latin-1',
    kinds: ['damaged-text'],
    column: ofText,
    hasShare: true,
    plant: (set, share, random) => {
      const rows = set.rows.map((row) => ({
        ...row,
        [set.text]: row[set.text] === null ? null : `${String(row[set.text])} é`,
      }));
      return { rows: changed(rows, set.text, drawn(rows, share, random), (value) => latin(String(value))) };
    },
  },
  {
    name: 'encoding: letters lost',
    kinds: ['damaged-text'],
    column: ofText,
    hasShare: true,
    plant: cells(ofText, (value) => `${String(value).slice(0, 2)}\ufffd${String(value).slice(3)}`),
  },
  ...([-999, 9_999, 99] as const).map((sentinel): Plant => ({
    name: `${String(sentinel)} for missing`,
    kinds: ['hidden-missing'],
    column: ofNumber,
    hasShare: true,
    plant: (set, share, random) => {
      // 99 stands alone only above the values that are honest.
      const most = Math.max(...set.rows.map((row) => Number(row[set.number] ?? 0)));
      const scale = sentinel === 99 ? 10 ** Math.ceil(Math.log10(most / 90)) : 1;
      const rows = set.rows.map((row) => ({
        ...row,
        [set.number]:
          row[set.number] === null ? null : Number((Number(row[set.number]) / scale).toPrecision(6)),
      }));
      return { rows: changed(rows, set.number, drawn(rows, share, random), () => sentinel) };
    },
  })),
  {
    name: '-999 among true negatives',
    kinds: ['hidden-missing'],
    column: ofNumber,
    hasShare: true,
    plant: (set, share, random) => {
      const values = set.rows.map((row) => Number(row[set.number] ?? 0));
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
      const rows = set.rows.map((row) => ({
        ...row,
        [set.number]:
          row[set.number] === null ? null : Math.round((500 * (Number(row[set.number]) - mean)) / spread),
      }));
      return { rows: changed(rows, set.number, drawn(rows, share, random), () => -999) };
    },
  },
  {
    name: 'rows block by block',
    kinds: ['blocked-rows'],
    column: ofText,
    hasShare: false,
    plant: (set) => ({
      rows: [...set.rows].sort((a, b) => (String(a[set.text]) < String(b[set.text]) ? -1 : 1)),
    }),
  },
  {
    name: 'gap in time',
    kinds: ['time-gaps'],
    column: ofDay,
    hasShare: true,
    plant: (set, share, random) => {
      const from = Math.floor((0.1 + 0.6 * random.uniform()) * set.rows.length);
      return {
        rows: [...set.rows.slice(0, from), ...set.rows.slice(from + Math.ceil(share * set.rows.length))],
      };
    },
  },
  {
    name: 'rare class',
    kinds: ['rare-classes'],
    needsClasses: true,
    column: (set) => set.target,
    hasShare: false,
    plant: (set, _share, random) => ({
      rows: changed(set.rows, set.target, drawn(set.rows, 3 / set.rows.length, random), (value) =>
        typeof value === 'number' ? value + 50 : 'Unheard of',
      ),
    }),
  },
  {
    name: 'redundant column, so many cells changed',
    kinds: ['redundant'],
    column: () => 'again',
    hasShare: true,
    plant: (set, share, random) => {
      const values = set.rows.map((row) => row[set.number] ?? null);
      const rows = set.rows.map((row) => ({ ...row, again: row[set.number] ?? null }));
      return {
        rows: changed(
          rows,
          'again',
          drawn(rows, share, random),
          () => values[random.below(values.length)] ?? null,
        ),
      };
    },
  },
  {
    name: 'redundant column, recoded',
    kinds: ['redundant'],
    column: () => 'again',
    hasShare: false,
    plant: (set) => ({
      rows: set.rows.map((row) => ({
        ...row,
        again:
          row[set.text] === null
            ? null
            : `code ${String(row[set.text]).slice(0, 3)}${String(String(row[set.text]).length)}`,
      })),
    }),
  },
  {
    name: 'proxy of a sensitive column, so many cells changed',
    kinds: ['proxy'],
    hasShare: true,
    plant: (set, share, random) => {
      const groups = set.rows.map(() => ['a', 'b', 'c'][random.below(3)] ?? 'a');
      const places = drawn(set.rows, share, random);
      return {
        rows: set.rows.map((row, at) => ({
          ...row,
          group: groups[at] ?? null,
          street: `${places.has(at) ? (['a', 'b', 'c'][random.below(3)] ?? 'a') : (groups[at] ?? 'a')}${String(random.below(3))}`,
        })),
        sensitive: 'group',
      };
    },
  },
  {
    name: 'since the version before: beyond the range',
    kinds: ['value-change'],
    column: ofNumber,
    hasShare: true,
    plant: (set, share, random) => ({
      ...cells(ofNumber, (value) => Number(value) * 10)(set, share, random),
      before: set.rows,
    }),
  },
  {
    name: 'since the version before: a new value',
    kinds: ['value-change'],
    column: ofText,
    hasShare: true,
    plant: (set, share, random) => ({
      ...cells(ofText, () => 'Elsewhere')(set, share, random),
      before: set.rows,
    }),
  },
  {
    name: 'since the version before: missing',
    kinds: ['value-change'],
    column: ofNumber,
    hasShare: true,
    plant: (set, share, random) => ({ ...cells(ofNumber, () => null)(set, share, random), before: set.rows }),
  },
  {
    name: 'since the version before: a column gone',
    kinds: ['schema-change'],
    hasShare: false,
    plant: (set) => ({
      rows: set.rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => name !== set.number)),
      ),
      before: set.rows,
    }),
  },
  {
    name: 'since the version before: half of the rows',
    kinds: ['volume-change'],
    hasShare: false,
    plant: (set) => ({ rows: set.rows.slice(0, Math.floor(set.rows.length * 0.45)), before: set.rows }),
  },
];
