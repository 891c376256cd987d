// Which columns are asked what they have to do with each other, by which measures, and which answers are kept.
import { beyondChance } from './correlation';
import type { Association } from './full';
import { isNumeric, isTime } from './kind';
import type { ColumnProfile } from './profile';
import { compareText } from '../order';

/** A column with more values is no group for the others. */
const mostGroups = 256;
/** So many pairs are kept. */
export const pairLimit = 200;

/** What a column can be asked: by its order, by its few values, or both. */
export interface Role {
  readonly column: ColumnProfile;
  readonly isOrdered: boolean;
  readonly isNamed: boolean;
}

export interface Pair {
  readonly a: Role;
  readonly b: Role;
  readonly measures: readonly Measure[];
}

export type Measure = 'pearson' | 'spearman' | 'correlationRatio' | 'cramersV';

/** Those that can be asked anything: constant columns, nested ones and texts of many values cannot. */
export const rolesOf = (columns: readonly ColumnProfile[]): Role[] =>
  columns
    .map((column): Role => {
      const { kind, distinct, semantic } = column;
      const isOrdered = (isNumeric(kind) || isTime(kind)) && distinct > 1;
      const isGroup = kind === 'string' || kind === 'boolean' || (isOrdered && semantic === 'category');
      return { column, isOrdered, isNamed: isGroup && distinct > 1 && distinct <= mostGroups };
    })
    .filter(({ isOrdered, isNamed }) => isOrdered || isNamed);

/** Every pair, in the order of the table. */
export const pairsOf = (roles: readonly Role[]): Pair[] =>
  roles.flatMap((a, at) =>
    roles.slice(at + 1).flatMap((b) => {
      const measures = measuresOf(a, b);
      return measures.length > 0 ? [{ a, b, measures }] : [];
    }),
  );

function measuresOf(a: Role, b: Role): Measure[] {
  const areOrdered = a.isOrdered && b.isOrdered;
  const areNamed = a.isNamed && b.isNamed;
  const isMixed = (a.isNamed && b.isOrdered && !b.isNamed) || (b.isNamed && a.isOrdered && !a.isNamed);
  return [
    ...(areOrdered && [a, b].every(({ column }) => hasMoments(column)) ? (['pearson'] as const) : []),
    ...(areOrdered ? (['spearman'] as const) : []),
    ...(isMixed ? (['correlationRatio'] as const) : []),
    ...(areNamed ? (['cramersV'] as const) : []),
  ];
}

/** Numbers so large that their squares overflow have none. */
const hasMoments = ({ kind, mean }: ColumnProfile) => isTime(kind) || mean !== undefined;

/** The group and the numbers of a pair that is asked for its correlation ratio. */
export const groupAndNumbers = ({ a, b }: Pair) =>
  a.isNamed && !b.isNamed ? { group: a.column, numbers: b.column } : { group: b.column, numbers: a.column };

/** What was found of a pair; undefined: nothing can be told. */
export interface Found {
  /** Rows that have both. */
  readonly rows: number;
  readonly pearson?: number | undefined;
  readonly spearman?: { readonly value: number; readonly rows: number } | undefined;
  readonly correlationRatio?: { readonly value: number; readonly corrected: number } | undefined;
  readonly cramersV?: number | undefined;
}

export function associationOf({ a, b }: Pair, found: Found): Association {
  const { rows, pearson, spearman, correlationRatio, cramersV } = found;
  const strength = Math.max(
    pearson === undefined ? 0 : beyondChance(pearson, rows),
    spearman === undefined ? 0 : beyondChance(spearman.value, spearman.rows),
    correlationRatio?.corrected ?? 0,
    cramersV ?? 0,
  );
  return {
    columns: [a.column.name, b.column.name],
    rows,
    strength,
    ...(pearson === undefined ? {} : { pearson }),
    ...(spearman === undefined ? {} : { spearman: spearman.value }),
    ...(correlationRatio === undefined ? {} : { correlationRatio: correlationRatio.value }),
    ...(cramersV === undefined ? {} : { cramersV }),
  };
}

/** The strongest first; of equal ones by name. */
export const byStrength = (a: Association, b: Association) =>
  b.strength - a.strength || compareText(a.columns.join('\0'), b.columns.join('\0'));
