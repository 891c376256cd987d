// What a window was judged of, as a digest: counts stay the same where a label is corrected or a row is answered again.
import { createHash } from 'node:crypto';
import type { LoggedPrediction } from './labelled';

/** `seen`: rows that are left out of the performance. */
export function contentDigest(
  rows: readonly LoggedPrediction[],
  seen: Pick<ReadonlySet<LoggedPrediction>, 'has'>,
): string {
  const hash = createHash('sha256');
  for (const row of rows) {
    const { key, line, time, timeless, label, foreignLabel, ambiguous } = row;
    const content = [
      key,
      line.id,
      line.inputs,
      line.output.score,
      time,
      timeless,
      label,
      foreignLabel?.text,
      ...(ambiguous ? ['ambiguous'] : []),
    ];
    hash.update(`${JSON.stringify(seen.has(row) ? [...content, 'seen'] : content)}\n`);
  }
  return hash.digest('hex');
}
