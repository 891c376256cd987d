// What each outcome of a case earns or costs, and how many cases can be acted on.

/** Money per outcome of one case; positive is earned. */
export interface MoneyTable {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
  readonly currency: string;
  /** Share of cases that can be acted on, 0 to 1; undefined where all can. */
  readonly capacity?: number;
}

/** Money of one case. */
export function outcome(table: MoneyTable, label: number, isActedOn: boolean): number {
  if (isActedOn) return label === 1 ? table.tp : table.fp;
  return label === 1 ? table.fn : table.tn;
}

/** How many of so many cases a capacity allows, whole cases. */
export const allowed = (capacity: number, cases: number) =>
  // A share such as 0.29 of 100 would otherwise lose a case to rounding.
  Math.floor(capacity * cases + 1e-9);
