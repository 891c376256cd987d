// When two values are one key, however each is written: one missing key makes `7` of a file `7.0`, and each program writes times its own way.
import { momentIn } from '../moment';

/** Equal for `7`, `"7"` and `7.0`, but not for `007`: a code of digits is no number. Equal too for dates and times of one moment. */
export function sameKey(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return /^\s*(-?(?:0|[1-9]\d*))(?:\.0*)?\s*$/.exec(text)?.[1] ?? momentIn(text) ?? text;
}
