// What steps on text ask of their columns.
import type { Column } from '../../dataset/version';
import type { Problem } from '../../errors';
import { stepText } from '../../manifest/writtenStep';
import { isText } from '../columnType';

/** A problem where the column holds no text. */
export function noText(what: string, { name, type }: Column): Problem | undefined {
  if (isText(type)) return undefined;
  return {
    severity: 'error',
    message: `${what}: "${name}" holds ${type}, no text.`,
    hint: `Cast it first, e.g. "${stepText({ cast: { [name]: 'string' } })}".`,
  };
}
