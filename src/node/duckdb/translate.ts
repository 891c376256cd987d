// DuckDB's errors as errors for a person: what went wrong in one line and whose fault it is. What a file's error means is read.ts's matter.
import { cancelled, isLifecycleError, unavailable, wrongInput, LifecycleError } from '../../core/errors';
import { diskFull } from '../files/diskError';

const kindOf = /^([A-Z][A-Za-z-]*(?: [A-Za-z-]+){0,3}) Error: /;

/** `Binder Error: Referenced column ...` without its kind, its excerpt of the SQL and its further lines. */
export function firstLine(message: string): string {
  const line = message.replace(kindOf, '').split('\n', 1)[0] ?? '';
  return line.endsWith('.') || line.endsWith('!') || line.endsWith('?') ? line : `${line}.`;
}

/** Any error of DuckDB as a LifecycleError; others pass through untouched. */
export function translate(error: unknown): unknown {
  if (isLifecycleError(error) || !(error instanceof Error)) return error;
  const { message } = error;
  const kind = kindOf.exec(message)?.[1];
  if (kind === undefined) return error;
  const details = { cause: error };
  if (kind === 'INTERRUPT') return cancelled();
  if (kind === 'Out of Memory')
    return /max_temp_directory_size|temp directory/i.test(message)
      ? diskFull(error)
      : unavailable('There is not enough memory for this data.', {
          ...details,
          hint: 'Close other programs or work on fewer rows or columns.',
        });
  if (/no space left|disk quota|ENOSPC|could not write all bytes/i.test(message)) return diskFull(error);
  if (kind === 'IO' || kind === 'Permission')
    return new LifecycleError('unavailable', firstLine(message), details);
  if (kind === 'INTERNAL' || kind === 'FATAL')
    return new LifecycleError('unexpected', firstLine(message), details);
  return wrongInput(firstLine(message), details);
}
