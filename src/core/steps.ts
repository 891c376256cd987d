// Long work in steps, so that whoever waits for it may do something between them, such as giving it up; how long one waits is told elsewhere.

/** Work that yields between its steps. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** All steps without a pause. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
