// What a column of text holds besides text: numbers or times, and the step that reads them where all are written in one way.
import { guessTimeForm, isTimeText, timeWays } from '../manifest/timeForm';
import type { Step } from '../manifest/step';
import {
  eitherNumber,
  isNumberText,
  numberWays,
  plainNumbers,
  type TwoReadings,
} from '../prepare/numberForm';
import type { ColumnProfile } from '../profile/profile';
import { saysMissing } from '../profile/hiddenMissing';
import { identifier, isOneOf } from '../quote';

/** Values that differ in nothing but their digits. */
export interface Way {
  /** Some of them; where they may be dates, with those that tell the day from the month. */
  readonly examples: readonly string[];
  readonly count: number;
}

export interface TextColumn {
  readonly name: string;
  /** The most frequent first. */
  readonly ways: readonly Way[];
  /** Values in other ways, which were too many to look at. */
  readonly others: number;
}

export interface TextReading {
  readonly column: string;
  readonly what: 'numbers' | 'times';
  /** Of the values that do not say that there is none, how many are such. */
  readonly share: number;
  /** Of each way of writing one, where there are several that no step reads; else some of the values. */
  readonly examples: readonly string[];
  readonly missing: readonly string[];
  /** The few that are no such, without a digit in them, which a step reads as missing too. */
  readonly words: readonly { readonly value: string; readonly count: number }[];
  readonly reading: Reading;
}

export type Reading =
  /** `unread`: SQL, true of a value that the step would lose. */
  | { readonly kind: 'read'; readonly step: Step; readonly unread: string; readonly isDayGuessed: boolean }
  /** No value tells which of two numbers one is. */
  | ({ readonly kind: 'thousands-or-decimals' } & TwoReadings)
  /** Each of the formats reads all. */
  | { readonly kind: 'either'; readonly formats: readonly string[] }
  | { readonly kind: 'several' }
  /** `value` is one of those that the only step would lose. */
  | { readonly kind: 'lost'; readonly count: number; readonly value: string }
  | { readonly kind: 'unseen'; readonly count: number };

/** Fewer values may be chance. */
const leastValues = 5;
/** More words than these are categories. */
const mostWords = 5;
/** From this share on, the rest is taken as a mistake. */
export const mostly = 0.8;

/** Undefined where no more than half of the values are numbers, or times, that need a step to be read. */
export function readText({ name, ways, others }: TextColumn): TextReading | undefined {
  const isMissing = ({ examples }: Way) => examples.every(saysMissing);
  const missing = ways.filter(isMissing).flatMap(({ examples }) => examples.slice(0, 1));
  const given = ways.filter((way) => !isMissing(way));
  const total = others + countOf(given);
  if (total < leastValues) return undefined;
  for (const what of ['times', 'numbers'] as const) {
    const isSuch = what === 'times' ? isTimeText : isAnyNumber;
    const such = given.filter(({ examples }) => examples.every(isSuch));
    const share = countOf(such) / total;
    const suchValues = such.flatMap(({ examples }) => examples);
    if (share <= 0.5) continue;
    const words = share < mostly ? [] : wordsOf(given.filter((way) => !such.includes(way)));
    const none = [...missing, ...words.map(({ value }) => value)];
    if (!needsStep[what](suchValues, missing)) continue;
    const values = [...new Set(given.flatMap(({ examples }) => examples))].filter(
      (one) => !none.includes(one),
    );
    const reading =
      others > 0
        ? ({ kind: 'unseen', count: others } as const)
        : what === 'times'
          ? readTimes(name, values, none)
          : readNumbers(name, values, none);
    const each = what === 'times' ? timeWays : numberWays;
    const examples = reading.kind === 'several' ? each(values).slice(0, 4) : values.slice(0, 3);
    return { column: name, what, share, examples, missing, words, reading };
  }
  return undefined;
}

/** By the most frequent values alone, where no table is at hand: a step is named only where there are no others. */
export function readFrequent({ name, top, other }: ColumnProfile): TextReading | undefined {
  const ways = top.map(({ value, count }) => ({ examples: [value], count }));
  const text = readText({ name, ways, others: 0 });
  return text && other > 0 ? { ...text, reading: { kind: 'unseen', count: other } } : text;
}

/** Empty where any of them is more than a word. */
const wordsOf = (ways: readonly Way[]): TextReading['words'] =>
  ways.length <= mostWords && ways.every(({ examples }) => examples.every((value) => !/\d/.test(value)))
    ? ways.flatMap(({ examples: [value], count }) => (value === undefined ? [] : [{ value, count }]))
    : [];

const countOf = (ways: readonly Way[]) => ways.reduce((sum, { count }) => sum + count, 0);

/** Also as accountants write negative ones. */
const isAnyNumber = (value: string) =>
  isNumberText(value.trim().replace(/^\((.*)\)$/, '$1')) || isNumberText(value.trim().replace(/[-−]$/, ''));

const needsStep = {
  /** 2026-01-31 is read as it stands. */
  times: (values: readonly string[]) => values.some((value) => !/^\s*\d{4}-\d{2}-\d{2}/.test(value)),
  /** Codes, such as 007, are meant as text. */
  numbers: (values: readonly string[], missing: readonly string[]) =>
    !values.some((value) => /^\s*0\d+\s*$/.test(value)) &&
    (missing.length > 0 ||
      values.some((value) => !Number.isFinite(Number(value))) ||
      eitherNumber('', values) !== undefined),
};

function readNumbers(name: string, values: readonly string[], missing: readonly string[]): Reading {
  const number = plainNumbers(name, values);
  const but = missing.length === 0 ? 'true' : `NOT ${isOneOf(name, missing)}`;
  const reads = (plain: string) =>
    missing.length === 0 ? `(${plain})::DOUBLE` : `CASE WHEN ${but} THEN (${plain})::DOUBLE END`;
  if (number === undefined) {
    const either = eitherNumber(name, values);
    if (!either) return { kind: 'several' };
    const { example, thousands, decimals } = either;
    return {
      kind: 'thousands-or-decimals',
      example,
      thousands: reads(thousands),
      decimals: reads(decimals),
    };
  }
  return {
    kind: 'read',
    step: { derive: { [name]: reads(number) } },
    unread: `${but} AND coalesce(NOT isfinite(try_cast(${number} AS DOUBLE)), true)`,
    isDayGuessed: false,
  };
}

function readTimes(name: string, values: readonly string[], missing: readonly string[]): Reading {
  const guessed = guessTimeForm(values);
  if (!guessed) return { kind: 'several' };
  const { form, isAmbiguous } = guessed;
  const isDotted = form.format.startsWith('%d.');
  if (isAmbiguous && !isDotted)
    return { kind: 'either', formats: [form.format, form.format.replace(/^(%d)(.)(%m)/, '$3$2$1')] };
  const but = missing.length === 0 ? 'true' : `NOT ${isOneOf(name, missing)}`;
  return {
    kind: 'read',
    step: { cast: { [name]: form } },
    unread: `${but} AND try_strptime(${identifier(name)}, '${form.format}') IS NULL`,
    isDayGuessed: isAmbiguous,
  };
}
