// What a window was judged of, as a digest: counts stay the same where a label is corrected or a row is answered again.
import { createHash } from 'node:crypto';
import type { LoggedPrediction } from './labelled';

export function contentDigest(rows: readonly LoggedPrediction[]): string {
  const hash = createHash('sha256');
  for (const { key, line, time, timeless, label, foreignLabel } of rows)
    hash.update(
      `${JSON.stringify([key, line.id, line.inputs, line.output.score, time, timeless, label, foreignLabel])}\n`,
    );
  return hash.digest('hex');
}
