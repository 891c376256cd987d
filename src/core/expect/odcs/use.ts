// What a contract is put to: the table, which of its objects that is, and when.
import type { ExpectedColumn } from '../step';

export interface ContractUse {
  /** The table's columns: a property is found by its physical name or its own. */
  readonly columns: readonly ExpectedColumn[];
  /** The object that is meant; undefined takes one that is called like the data, or the only one. */
  readonly object?: string;
  /** Names that the data goes by. */
  readonly called: readonly string[];
  /** The time judged at, ISO. */
  readonly asOf: string;
}

/** The physical name where the table has it, else the other. */
export function columnNamed(
  { name, physicalName }: { readonly name: string; readonly physicalName?: string | undefined },
  { columns }: Pick<ContractUse, 'columns'>,
): string {
  const has = (one: string | undefined) => columns.some((column) => column.name === one);
  return physicalName !== undefined && (has(physicalName) || !has(name)) ? physicalName : name;
}
