// The logged rows that each of two versions can answer: those after the newest whose request lacks a column that either takes.
import type { Lacking } from '../../core/registry/comparison';
import type { Version } from '../../core/registry/version';
import type { LoggedPrediction } from '../monitor/labelled';
import { lacks } from '../prepare/rowTypes';

/** `rows`: in order of time. */
export function answerable<Row extends LoggedPrediction>(
  rows: readonly Row[],
  versions: readonly Version[],
): { readonly rows: readonly Row[]; readonly lacking?: Lacking } {
  const taken = [
    ...new Set(versions.flatMap(({ preparation }) => preparation.inputs.map(({ name }) => name))),
  ];
  const lackedBy = ({ line }: Row, column: string) => lacks(line.inputs, column);
  const until = rows.findLast((row) => taken.some((column) => lackedBy(row, column)))?.time;
  if (until === undefined) return { rows };
  const left = rows.filter(({ time }) => time <= until);
  const columns = taken.filter((column) => left.some((row) => lackedBy(row, column)));
  return { rows: rows.slice(left.length), lacking: { rows: left.length, columns, until } };
}
