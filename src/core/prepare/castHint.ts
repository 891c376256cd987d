// What to do about values that a cast cannot read, told from how all values of the column are written.
import { guessTimeForm } from '../manifest/timeForm';
import { stepText } from '../manifest/writtenStep';
import { saysMissing } from '../profile/hiddenMissing';
import { identifier, isOneOf } from '../quote';
import { fractionIn, isNumberText, numberWays, plainNumbers } from './numberForm';
import type { CastCheck } from './pipeline';

/** So many values are named at most. */
export const mostNamed = 5;

type Cast = Pick<CastCheck, 'column' | 'to' | 'format'>;

export interface Texts {
  /** Of each way in which the column is written some. */
  readonly values: readonly string[];
  /** Whether no way is left out. */
  readonly isWhole: boolean;
  /** Those that the cast cannot read, each once, the first ones. */
  readonly failing: readonly string[];
}

/** What to do about a column whose every value is read as it is. */
export const plainHint = ({ column, to }: Cast): string =>
  `Cast it, e.g. "${stepText({ cast: { [column]: to } })}".`;

/** What to do about texts that the cast cannot read; YAML in it can be pasted as it is. */
export function castHint(check: Cast, texts: Texts): string {
  const isTime = check.to === 'date' || check.to === 'timestamp';
  const isNumber = check.to === 'number' || check.to === 'integer';
  if (isTime && check.format === undefined)
    return timeHint(check, texts) ?? meaningHint(check, texts.failing);
  const odd = texts.failing.filter((value) => !isNumberText(value));
  const fraction = check.to === 'integer' ? fractionIn([...texts.failing, ...texts.values]) : undefined;
  const how = isNumber ? numberHint(check, texts, odd) : undefined;
  if (fraction === undefined) return how ?? meaningHint(check, isNumber ? odd : texts.failing);
  const rest =
    how ?? (odd.length > 0 ? meaningHint(check, odd) : 'Or derive whole ones in a step before it.');
  return `Cast to number, not to integer: ${quoted([fraction])} is no whole one. ${rest}`;
}

function timeHint({ column, to }: Cast, { values }: Texts): string | undefined {
  const guessed = guessTimeForm(values.filter((value) => !saysMissing(value)));
  if (!guessed) return undefined;
  const { form, isAmbiguous } = guessed;
  const missing = values.filter(saysMissing);
  const first = missing.length === 0 ? '' : ` after ${nulled(column, missing)}`;
  const step = stepText({
    cast: { [column]: { type: to === 'date' ? to : 'timestamp', format: form.format } },
  });
  const unsure = isAmbiguous ? ' No value tells the day from the month: see which comes first.' : '';
  return `Say how they are written, e.g. '${step}'${first}.${unsure}`;
}

/** `odd`: what fails and is no number, however it is written. */
function numberHint(
  { column }: Cast,
  { values, isWhole, failing }: Texts,
  odd: readonly string[],
): string | undefined {
  const numbers = values.filter(isNumberText);
  const plain = isWhole ? plainNumbers(column, numbers) : undefined;
  if (plain !== undefined && plain !== identifier(column) && odd.length <= mostNamed) {
    const read = odd.length === 0 ? plain : `CASE WHEN NOT ${isOneOf(column, odd)} THEN ${plain} END`;
    const also = odd.length === 0 ? '' : `, and ${quoted(odd)} as missing,`;
    return `Write them as 1234.5${also} in a step before it, e.g. ${stepText({ derive: { [column]: read } })}`;
  }
  const ways = numberWays(failing.filter(isNumberText));
  if (plain !== undefined || ways.length === 0 || (ways.length === 1 && odd.length > 0)) return undefined;
  return `No one step reads them all, e.g. ${quoted(numberWays(numbers).slice(0, mostNamed))}: write them as 1234.5 where they come from, or derive the column anew by a rule of your own.`;
}

function meaningHint({ column }: Cast, failing: readonly string[]): string {
  const named = failing.slice(0, mostNamed);
  const where =
    named.length === 1 ? 'where the value stands for a missing one' : 'where values stand for a missing one';
  return `Say first what they mean in a step before it: derive the column anew${named.length === 0 ? '' : `, or, ${where}, "${nulled(column, named)}"`}.`;
}

const nulled = (column: string, values: readonly string[]) =>
  stepText({ replace: { columns: [column], pairs: values.map((value) => [value, null]) } });

const quoted = (values: readonly string[]) => values.map((value) => JSON.stringify(value)).join(', ');
