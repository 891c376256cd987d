// The threshold of whoever chose none, in one place: evaluation, server, monitor and card have to decide alike.

/** A row is called positive where its probability is at or above it. */
export const defaultThreshold = 0.5;
