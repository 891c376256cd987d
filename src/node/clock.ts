// The one place that reads the time; everything else is given a clock.

export interface Clock {
  /** The time that stages judge by: the real one, or `--as-of`. ISO, UTC. */
  judged(): string;
  /** The real time, for heartbeats and logs. ISO, UTC. */
  real(): string;
  /** The `--as-of` it was made with; undefined where it judges by the real time. */
  readonly asOf?: string;
}

/** `asOf`: an ISO date or time; undefined judges by the real time. */
export function clockAt(asOf?: string): Clock {
  const real = () => new Date().toISOString();
  return { judged: () => asOf ?? real(), real, ...(asOf === undefined ? {} : { asOf }) };
}

/** When a decision is made, as its file says it. */
export const decidedAt = (clock: Clock) => ({
  at: clock.judged(),
  ...(clock.asOf === undefined ? {} : { writtenAt: clock.real() }),
});

/** The time zone of whoever reads, by its IANA name. */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The real time in milliseconds, for spans of time. */
export const milliseconds = () => Date.now();
