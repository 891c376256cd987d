// Which columns are masked where values of them are shown: those that hold personal data which the manifest does not allow.
import type { Dataset } from '../../manifest/dataset';
import { personalKinds, type PersonalKind } from '../../manifest/personal';
import type { Finding } from '../finding';
import type { PersonalColumn } from './column';

export interface ColumnMask {
  readonly kinds: readonly PersonalKind[];
  /** Whether the column holds hardly anything else, so that a value in which nothing is recognized is hidden wholly. */
  readonly isWhole: boolean;
}

/** By column. */
export type Masks = Readonly<Record<string, ColumnMask>>;

/** From this share of rows on. */
const mostly = 0.5;

/** What a check found. A finding that a step resolved counts as well: the collected data still has the column. */
export function masksOf(
  findings: readonly Pick<Finding, 'kind' | 'columns' | 'evidence'>[],
  allowed: Dataset['personal'],
): Masks {
  const { allow = [], columns: open = [] } = allowed ?? {};
  return Object.fromEntries(
    findings
      .filter(({ kind, columns: [column = ''] }) => kind === 'personal-data' && !open.includes(column))
      .flatMap(({ columns: [column = ''], evidence: { kinds, shares } }) => {
        const own = personalKinds.filter((kind) => [kinds].flat().includes(kind) && !allow.includes(kind));
        const isWhole = [shares].flat().some((share) => Number(share) >= mostly);
        return own.length === 0 ? [] : [[column, { kinds: own, isWhole }]];
      }),
  );
}

/** What was found in `rows` rows. */
export const masksOfColumns = (columns: readonly PersonalColumn[], rows: number): Masks =>
  Object.fromEntries(
    columns.map(({ column, parts }) => [
      column,
      { kinds: parts.map(({ kind }) => kind), isWhole: parts.some((part) => part.rows >= mostly * rows) },
    ]),
  );
