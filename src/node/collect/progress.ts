// Progress in bytes, told a few times a second at most, so that a fast copy does not drown its listeners.
import type { StageReport } from '../stage';

export interface ByteCounter {
  /** Counts bytes that arrived. */
  add(bytes: number): void;
  /** Tells where it stands now. */
  flush(): void;
}

/** `total` is undefined where it is not known. */
export function countBytes(
  report: (event: StageReport) => void,
  message: string,
  total: number | undefined,
  already = 0,
): ByteCounter {
  let done = already;
  let told = performance.now();
  const flush = () => {
    told = performance.now();
    report({ kind: 'progress', message, done, ...(total === undefined ? {} : { total }), unit: 'bytes' });
  };
  return {
    add: (bytes) => {
      done += bytes;
      if (performance.now() - told > 250) flush();
    },
    flush,
  };
}
