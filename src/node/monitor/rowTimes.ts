// The own times of logged rows, by the steps that their versions prepare rows with.
import type { PredictionLine } from '../../core/deploy/deployment';
import type { Brought } from '../../core/monitor/timeless';
import { timePreparation, type AskedTime } from '../../core/prepare/timePreparation';
import type { Version } from '../../core/registry/version';
import type { ServingPreparation } from '../../core/prepare/serving';
import { isoOf, preparedColumn } from './preparedColumn';

/** ISO, or what was brought instead. */
export type RowTime = { readonly time: string } | Brought;

/** One a line, in order. A line whose version is not registered is read as the manifest has it. */
export async function rowTimes(
  lines: readonly PredictionLine[],
  versions: ReadonlyMap<number, Version>,
  asked: AskedTime,
): Promise<readonly RowTime[]> {
  const { column } = asked;
  const found = new Array<RowTime | undefined>(lines.length);
  for (const number of new Set(lines.map(({ version }) => version))) {
    const own = lines.flatMap(({ version }, index) => (version === number ? [index] : []));
    const preparation = timePreparation(versions.get(number) ?? {}, asked);
    const rows = own.map((index) => (lines[index] as PredictionLine).inputs);
    const times = await preparedColumn(preparation, rows, column);
    own.forEach((index, at) => {
      found[index] = rowTime(lines[index] as PredictionLine, { preparation, column, prepared: times[at] });
    });
  }
  return found as RowTime[];
}

function rowTime(
  { inputs: row }: PredictionLine,
  { preparation, column, prepared }: { preparation: ServingPreparation; column: string; prepared: unknown },
): RowTime {
  const time = isoOf(prepared);
  if (time !== undefined) return { time };
  const from = preparation.inputs.map(({ name }) => name);
  const cells = from.map((name) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null));
  if (cells.every((cell) => cell === null)) return { column, from };
  return { column, from, brought: cells.map((cell) => JSON.stringify(cell)).join(', ') };
}
