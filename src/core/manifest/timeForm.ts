// How texts write dates and times, told from examples, as the format that a cast takes.
import type { TimeForm } from './steps/cast';

const written =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:(, | |T)\d{1,2}:\d{2}(:\d{2})?(\.\d{1,6})?( ?)([ap]m)?)?$/i;

export interface GuessedForm {
  readonly form: TimeForm;
  /** No value tells the day from the month; the day was taken to come first. */
  readonly isAmbiguous: boolean;
}

/** Undefined where they are written in several ways, as 2026-01-31, which needs no format, or in a way not known here. */
export function guessTimeForm(values: readonly string[]): GuessedForm | undefined {
  const dates = values.map(partsOf);
  const [first] = dates;
  if (!first || dates.some((date) => date?.shape !== first.shape)) return undefined;
  const { separator: by, time, year } = first;
  if (year === 'first' && by === '-') return undefined;
  const upTo = (part: 'one' | 'two', most: number) =>
    dates.every((date) => date !== undefined && date[part] >= 1 && date[part] <= most);
  const isDayFirst = year !== 'first' && upTo('one', 31) && upTo('two', 12);
  const isMonthFirst = year !== 'first' && upTo('one', 12) && upTo('two', 31);
  if (year !== 'first' && !isDayFirst && !isMonthFirst) return undefined;
  const order = year === 'first' ? ['%Y', '%m', '%d'] : [...(isDayFirst ? ['%d', '%m'] : ['%m', '%d']), year];
  return {
    form: { type: time === '' ? 'date' : 'timestamp', format: `${order.join(by)}${time}` },
    isAmbiguous: isDayFirst && isMonthFirst,
  };
}

export const isTimeText = (value: string) => partsOf(value) !== undefined;

/** Of each way of writing among the values the first; of those that tell a day from a month, one of each order. */
export function timeWays(values: readonly string[]): readonly string[] {
  const ways = values.map((value) => {
    const date = partsOf(value);
    const isTold = date !== undefined && date.year !== 'first' && Math.max(date.one, date.two) > 12;
    return { value, shape: date?.shape, order: isTold ? date.one > 12 : undefined };
  });
  return ways
    .filter(({ shape, order }, at) => {
      const alike = ways.filter((way) => way.shape === shape);
      const isBest = order !== undefined || alike.every((way) => way.order === undefined);
      return isBest && ways.findIndex((way) => way.shape === shape && way.order === order) === at;
    })
    .map(({ value }) => value);
}

/** Where it stands, or what it is where it stands last. */
function yearOf(one: string, three: string): 'first' | '%Y' | '%y' | undefined {
  if (one.length === 4) return three.length <= 2 ? 'first' : undefined;
  if (one.length > 2) return undefined;
  return three.length === 4 ? '%Y' : three.length === 2 ? '%y' : undefined;
}

function partsOf(value: string) {
  const found = written.exec(value.trim());
  if (!found) return undefined;
  const [, one = '', separator = '', two = '', three = '', before, seconds, fraction, gap = '', half] = found;
  const year = yearOf(one, three);
  if (year === undefined) return undefined;
  const clock = half === undefined ? '%H:%M' : '%I:%M';
  const time =
    before === undefined
      ? ''
      : `${before}${clock}${seconds === undefined ? '' : ':%S'}${fraction === undefined ? '' : '.%f'}${half === undefined ? '' : `${gap}%p`}`;
  return {
    one: Number(one),
    two: Number(two),
    separator,
    year,
    time,
    shape: [separator, year, time].join('|'),
  };
}
