// What went wrong as a panel tells it.
import { errorDetails, problemText } from '../../core/errors';
import { toLifecycleError } from '../../node/thrown';
import type { Failure } from '../../protocol/panel';

export function failureOf(thrown: unknown): Failure {
  const error = toLifecycleError(thrown);
  const { problems, hints } = errorDetails(error, problemText);
  return {
    message: error.message,
    ...(problems.length > 0 && { problems }),
    ...(hints.length > 0 && { hint: hints.join(' ') }),
  };
}
