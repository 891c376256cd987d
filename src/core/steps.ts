// Long work in steps, so that whoever waits for it may do something between them, such as giving it up; how long one waits is told elsewhere.

/** Work that yields between its steps. */
export type Steps<T> = Generator<undefined, T, undefined>;
