// What a column of text holds besides text: numbers or times, and the step that reads them where all are written in one way.
import { guessTimeForm, isTimeText, timeWays } from '../manifest/timeForm';
import type { Step } from '../manifest/step';
import { isNumberText, numberWays, plainNumbers } from '../prepare/numberForm';
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
  readonly reading: Reading;
}

export type Reading =
  /** `unread`: SQL, true of a value that the step would lose. */
  | { readonly kind: 'read'; readonly step: Step; readonly unread: string; readonly isDayGuessed: boolean }
  /** Each of the formats reads all. */
  | { readonly kind: 'either'; readonly formats: readonly string[] }
  | { readonly kind: 'several' }
  /** `value` is one of those that the only step would lose. */
  | { readonly kind: 'lost'; readonly count: number; readonly value: string }
  | { readonly kind: 'unseen'; readonly count: number };

/** Fewer values may be chance. */
const leastValues = 5;

/** Undefined where no more than half of the values are numbers, or times, that need a step to be read. */
export function readText({ name, ways, others }: TextColumn): TextReading | undefined {
  const isMissing = ({ examples }: Way) => examples.every(saysMissing);
  const missing = ways.filter(isMissing).flatMap(({ examples }) => examples.slice(0, 1));
  const given = ways.filter((way) => !isMissing(way));
  const total = others + countOf(given);
  const values = [...new Set(given.flatMap(({ examples }) => examples))];
  if (total < leastValues) return undefined;
  for (const what of ['times', 'numbers'] as const) {
    const isSuch = what === 'times' ? isTimeText : isAnyNumber;
    const such = given.filter(({ examples }) => examples.every(isSuch));
    const share = countOf(such) / total;
    const suchValues = such.flatMap(({ examples }) => examples);
    if (share <= 0.5 || !needsStep[what](suchValues, missing)) continue;
    const reading =
      others > 0
        ? ({ kind: 'unseen', count: others } as const)
        : what === 'times'
          ? readTimes(name, values, missing)
          : readNumbers(name, values, missing);
    const each = what === 'times' ? timeWays : numberWays;
    const examples = reading.kind === 'several' ? each(values).slice(0, 4) : values.slice(0, 3);
    return { column: name, what, share, examples, missing, reading };
  }
  return undefined;
}

/** By the most frequent values alone, where no table is at hand: a step is named only where there are no others. */
export function readFrequent({ name, top, other }: ColumnProfile): TextReading | undefined {
  const ways = top.map(({ value, count }) => ({ examples: [value], count }));
  const text = readText({ name, ways, others: 0 });
  return text && other > 0 ? { ...text, reading: { kind: 'unseen', count: other } } : text;
}

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
    (missing.length > 0 || values.some((value) => !Number.isFinite(Number(value)))),
};

function readNumbers(name: string, values: readonly string[], missing: readonly string[]): Reading {
  const number = plainNumbers(name, values);
  if (number === undefined) return { kind: 'several' };
  const but = missing.length === 0 ? 'true' : `NOT ${isOneOf(name, missing)}`;
  const read = `(${number})::DOUBLE`;
  return {
    kind: 'read',
    step: { derive: { [name]: missing.length === 0 ? read : `CASE WHEN ${but} THEN ${read} END` } },
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
