// What is read by a list of objects is listed anew where one of them turns out to be another by now, a few times.
import { unavailable } from '../../core/errors';
import { isSourceChanged } from '../objects/answers';
import type { Place } from './place';

const listings = 3;

/** `work` lists and reads. Throws `unavailable` where something changes each time. */
export async function listingAgain<T>({ report }: Pick<Place, 'report'>, work: () => Promise<T>): Promise<T> {
  for (let listing = 1; ; listing++)
    try {
      return await work();
    } catch (error) {
      if (!isSourceChanged(error)) throw error;
      if (listing === listings)
        throw unavailable(`${error.message}.`, {
          hint: 'What was collected before is kept. Try again once nothing is written there.',
        });
      report({ kind: 'progress', message: `Listing again: ${error.message}` });
    }
}
