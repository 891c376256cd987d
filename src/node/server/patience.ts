// How long a model is waited for: a call that takes much longer than usual is told as overdue, and ended where it never ends.
import { unavailable, type LifecycleError } from '../../core/errors';
import { counted } from '../../core/figures';
import { milliseconds } from '../clock';

/** Milliseconds until a model that does not answer so many rows is ended. */
export type Patience = (rows: number) => number;

export interface Waiter {
  /** The signal is aborted when the patience for so many rows ends. No rows: it is started, and who waits may hear of another's start. */
  inTime<T>(rows: number, work: (late: AbortSignal) => Promise<T>): Promise<T>;
  /** What to tell who asks while an answer has taken a sixth of the patience for its rows; undefined: none has. */
  overdue(): LifecycleError | undefined;
}

/** 30 s and a tenth of one a row unless given. */
export function waiter(patience: Patience = (rows) => 30_000 + 100 * rows): Waiter {
  const calls = new Set<{ readonly rows: number; readonly from: number }>();
  return {
    async inTime(rows, work) {
      const call = { rows, from: milliseconds() };
      calls.add(call);
      try {
        return await work(AbortSignal.timeout(patience(rows)));
      } catch (error) {
        if (error instanceof DOMException && error.name === 'TimeoutError')
          throw tooSlow(rows, patience(rows));
        throw error;
      } finally {
        calls.delete(call);
      }
    },
    overdue() {
      for (const { rows, from } of calls) {
        const taken = milliseconds() - from;
        if (rows > 0 && taken >= patience(rows) / 6) return busy(rows, taken, patience(rows));
      }
      return undefined;
    },
  };
}

const seconds = (span: number) => `${Math.round(span / 1000)} s`;

const busy = (rows: number, taken: number, patience: number) =>
  unavailable(
    `The model has been busy with ${counted(rows, 'row')} for ${seconds(taken)} and answers nobody else meanwhile.`,
    { hint: `It is ended after ${seconds(patience)}; what waits is answered then.` },
  );

const tooSlow = (rows: number, patience: number) =>
  unavailable(
    `The model did not ${rows === 0 ? 'start' : `answer ${counted(rows, 'row')}`} within ${seconds(patience)} and was ended.`,
    {
      hint: 'Send fewer rows at a time. Where it is as slow with one row, deploy another version.',
    },
  );
