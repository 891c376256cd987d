// Progress in bytes with the time that is left, told a few times a second at most, so that a fast copy does not drown its listeners.
import type { StageReport } from '../stage';

export interface ByteCounter {
  /** Counts bytes that arrived. */
  add(bytes: number): void;
  /** Counts bytes that were there already, or takes those away that have to come again. */
  skip(bytes: number): void;
  /** Tells where it stands now. */
  flush(): void;
}

/** Milliseconds: how far back the speed is looked at, and from when on it is known. */
const speedOf = { atMost: 15_000, atLeast: 2_000 };

/** `total` is undefined where it is not known. */
export function countBytes(
  report: (event: StageReport) => void,
  message: string,
  total: number | undefined,
): ByteCounter {
  let done = 0;
  let arrived = 0;
  let told = performance.now();
  const past = [{ at: told, arrived }];
  const secondsLeft = () => {
    const [first] = past;
    if (total === undefined || !first || told - first.at < speedOf.atLeast) return undefined;
    const perSecond = ((arrived - first.arrived) / (told - first.at)) * 1000;
    return perSecond > 0 ? Math.ceil((total - done) / perSecond) : undefined;
  };
  const flush = () => {
    told = performance.now();
    past.push({ at: told, arrived });
    while (past.length > 2 && told - (past[1]?.at ?? told) > speedOf.atMost) past.shift();
    const left = secondsLeft();
    report({
      kind: 'progress',
      message,
      done,
      ...(total === undefined ? {} : { total }),
      unit: 'bytes',
      ...(left === undefined || left <= 0 ? {} : { secondsLeft: left }),
    });
  };
  return {
    add: (bytes) => {
      done += bytes;
      arrived += bytes;
      if (performance.now() - told > 250) flush();
    },
    skip: (bytes) => (done += bytes),
    flush,
  };
}
