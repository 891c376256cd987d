// Whether something lies at a path, where it does not matter what.
import { stat } from 'node:fs/promises';

/** Whether something is there and can be seen; a file that may not be looked at counts as absent. */
export const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
