// The own times of logged rows, by the steps that their versions prepare rows with.
import type { PredictionLine } from '../../core/deploy/deployment';
import { isLifecycleError } from '../../core/errors';
import type { Brought } from '../../core/monitor/timeless';
import { timePreparation, type AskedTime } from '../../core/prepare/timePreparation';
import type { Version } from '../../core/registry/version';
import type { ServingPreparation } from '../../core/prepare/serving';
import { openPreparation } from '../prepare/apply';

/** ISO, or what was brought instead. */
export type RowTime = { readonly time: string } | Brought;

/** One a line, in order. A line whose version is not registered is read as the manifest has it. */
export async function rowTimes(
  lines: readonly PredictionLine[],
  versions: ReadonlyMap<number, Version>,
  asked: AskedTime,
): Promise<readonly RowTime[]> {
  const { column } = asked;
  const found = new Map<PredictionLine, RowTime>();
  for (const number of new Set(lines.map(({ version }) => version))) {
    const own = lines.filter(({ version }) => version === number);
    const preparation = timePreparation(versions.get(number) ?? {}, asked);
    const times = await preparedTimes(preparation, own, column);
    own.forEach((line, index) =>
      found.set(line, rowTime(line, { preparation, column, prepared: times[index] })),
    );
  }
  return lines.flatMap((line) => found.get(line) ?? []);
}

/** None where the preparation itself is wrong: the rows were answered all the same. */
async function preparedTimes(
  preparation: ServingPreparation,
  lines: readonly PredictionLine[],
  column: string,
): Promise<readonly unknown[]> {
  try {
    const opened = await openPreparation(preparation, { isLenient: true });
    try {
      return (await opened.apply(lines.map(({ inputs }) => inputs))).map((row) => row[column]);
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (isLifecycleError(error) && error.code === 'input') return [];
    throw error;
  }
}

function rowTime(
  { inputs: row }: PredictionLine,
  { preparation, column, prepared }: { preparation: ServingPreparation; column: string; prepared: unknown },
): RowTime {
  const time = new Date(typeof prepared === 'string' ? prepared : NaN);
  if (!Number.isNaN(time.getTime())) return { time: time.toISOString() };
  const from = preparation.inputs.map(({ name }) => name);
  const cells = from.map((name) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null));
  if (cells.every((cell) => cell === null)) return { column, from };
  return { column, from, brought: cells.map((cell) => JSON.stringify(cell)).join(', ') };
}
