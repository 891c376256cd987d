// `uptake@2` on the command line, as its parts.
import { wrongInput } from '../core/errors';

/** Throws `input`. */
export function readVersionName(text: string): { model: string; version: number } {
  const [, model, number] = /^([^@]+)@(\d+)$/.exec(text) ?? [];
  if (model === undefined || number === undefined)
    throw wrongInput(`${text} names no version.`, { hint: 'Write MODEL@N, e.g. uptake@2.' });
  return { model, version: Number(number) };
}
