// The logged rows that each of two versions can answer: those after the newest whose request did not bring what either takes.
import type { Lacking } from '../../core/registry/comparison';
import type { Version } from '../../core/registry/version';
import type { LoggedPrediction } from '../monitor/labelled';
import { brings } from '../prepare/rowTypes';

/** `rows`: in order of time. */
export function answerable<Row extends LoggedPrediction>(
  rows: readonly Row[],
  versions: readonly Version[],
): { readonly rows: readonly Row[]; readonly lacking?: Lacking } {
  const taken = versions.flatMap(({ preparation }) => preparation.inputs);
  const until = rows.findLast(({ line }) => taken.some((column) => !brings(line.inputs, column)))?.time;
  if (until === undefined) return { rows };
  const left = rows.filter(({ time }) => time <= until);
  const lacking = taken.filter((column) => left.some(({ line }) => !brings(line.inputs, column)));
  const columns = [...new Set(lacking.map(({ name }) => name))];
  return { rows: rows.slice(left.length), lacking: { rows: left.length, columns, until } };
}
