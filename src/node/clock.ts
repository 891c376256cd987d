// The one place that reads the time; everything else is given a clock.

export interface Clock {
  /** The time that stages judge by: the real one, or `--as-of`. ISO, UTC. */
  judged(): string;
  /** The real time, for heartbeats and logs. ISO, UTC. */
  real(): string;
}

/** `asOf`: an ISO date or time; undefined judges by the real time. */
export function clockAt(asOf?: string): Clock {
  const real = () => new Date().toISOString();
  return { judged: () => asOf ?? real(), real };
}
