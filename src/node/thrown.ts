// Any thrown value as an error that is written for a person: ours, the disk's, or a defect.
import { cancelled, isLifecycleError, LifecycleError, type PlainError } from '../core/errors';
import { diskError } from './files/diskError';

/** Any thrown value as a LifecycleError: an abort becomes `cancelled`, a refusal of the disk `unavailable`, everything unknown `unexpected` with its cause kept. */
export function toLifecycleError(error: unknown): LifecycleError {
  if (isLifecycleError(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') return cancelled();
  const refused = diskError(error);
  if (refused) return refused;
  const message = error instanceof Error ? error.message : String(error);
  return new LifecycleError('unexpected', message, { cause: error });
}

export function plainError(thrown: unknown): PlainError {
  const { code, message, hint, remedy, problems, parts, isDeclined } = toLifecycleError(thrown);
  return {
    code,
    message,
    ...(hint ? { hint } : {}),
    ...(remedy ? { remedy } : {}),
    ...(problems.length > 0 ? { problems } : {}),
    ...(parts ? { parts } : {}),
    ...(isDeclined ? { isDeclined } : {}),
  };
}
