// How delimited text was read where it can be read in more than one way: which number of a date is the day, which mark parts decimals.

export interface TextReading {
  readonly decimal: '.' | ',';
  /** DuckDB's format of dates, e.g. `%d.%m.%Y`; undefined where the text has none. */
  readonly date?: string;
  /** Of dates with a time. */
  readonly timestamp?: string;
}

export type TimeFormats = Pick<TextReading, 'date' | 'timestamp'>;

const dated = /%([dmyY])(.*?)%([dmyY])(.*?)%([dmyY])/;

/** Whether another order of day, month and year can be meant by it: not where the year comes first, in full. */
export const isReadTwice = (format: string): boolean => !format.startsWith('%Y') && dated.test(format);

/** The same format with day, month and year in each other order; the year in full goes last. */
export function otherOrders(format: string): readonly string[] {
  const year = format.includes('%Y') ? 'Y' : 'y';
  const orders = [`dm${year}`, `md${year}`, ...(year === 'y' ? ['ymd'] : [])];
  return orders.map((order) => inOrder(format, [...order])).filter((other) => other !== format);
}

/** `format` with its day, month and year in the order that `like` has them. */
export function inOrderOf(format: string, like: string): string {
  const own = format.includes('%Y') ? 'Y' : 'y';
  const [, ...found] = dated.exec(like) ?? [];
  const order = [found[0], found[2], found[4]].map((part) => (part?.toLowerCase() === 'y' ? own : part));
  return found.length === 0 ? format : inOrder(format, order);
}

const inOrder = (format: string, [one, two, three]: readonly (string | undefined)[]): string =>
  format.replace(
    dated,
    (_, _one, first: string, _two, second: string) =>
      `%${one ?? ''}${first}%${two ?? ''}${second}%${three ?? ''}`,
  );

/** e.g. `day/month/year`. */
export const orderText = (format: string): string =>
  format.replaceAll('%d', 'day').replaceAll('%m', 'month').replaceAll(/%[Yy]/g, 'year');
