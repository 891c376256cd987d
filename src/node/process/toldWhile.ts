// Long work that says nothing itself: it is told again and again that it goes on.

/** Tells `what` at once, then with the seconds since, until the work has ended. `every`: milliseconds. */
export async function toldWhile<T>(
  report: (message: string) => void,
  what: string,
  work: () => Promise<T>,
  every = 10_000,
): Promise<T> {
  const began = Date.now();
  report(what);
  const timer = setInterval(() => report(`${what} (${Math.round((Date.now() - began) / 1000)} s)`), every);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
