// What to do about values that an expression of a person's own cannot read.
import type { LifecycleError } from '../../core/errors';

/** Undefined where that is not what failed. */
export function conversionHint({ message, cause }: LifecycleError): string | undefined {
  if (!(cause instanceof Error && cause.message.startsWith('Conversion Error'))) return undefined;
  const reading = message.includes('expected format is (')
    ? 'Read such times in a step before it, e.g. with cast and their format'
    : 'Say what such values mean in a step before it, e.g. with replace';
  return `${reading}, or write TRY_CAST(... AS TYPE) in place of the cast, which leaves them missing.`;
}
