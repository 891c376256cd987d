// The numbers of a date as dateutil collects them, and which of them is the year, the month and the day.

type Label = 'year' | 'month' | 'day';

export const daysOf = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

export class DateParts {
  /** A year was told with its century. */
  hasCentury = false;
  private readonly values: number[] = [];
  private readonly places: Partial<Record<Label, number>> = {};

  /** `fail` makes what is thrown where the numbers are no date. */
  constructor(private readonly fail: () => Error) {}

  get count(): number {
    return this.values.length;
  }

  add(token: string, label?: Label): void {
    const isLong = /^\p{Nd}+$/u.test(token) && token.length > 2;
    if (!/^\d+$/.test(token)) throw this.fail();
    this.put(Number(token), isLong, label);
  }

  addNumber(value: number): void {
    this.put(Math.trunc(value), value > 100, undefined);
  }

  couldBeDay(value: number): boolean {
    const { year, month, day } = this.places;
    if (day !== undefined || value < 1) return false;
    if (month === undefined) return value <= 31;
    const at = this.values[month] ?? 0;
    if (at < 1 || at > 12) throw this.fail();
    return value <= daysOf(year === undefined ? 2000 : (this.values[year] ?? 2000), at);
  }

  resolved(): Readonly<Partial<Record<Label, number>>> {
    const { values, places } = this;
    const known = Object.keys(places).length;
    if ((values.length === known && known > 0) || (values.length === 3 && known === 2))
      return this.byLabels();
    const { month: monthAt } = places;
    const [first = 0, second = 0, third = 0] = values;
    if (values.length > 3) throw this.fail();
    if (values.length === 1 || (monthAt !== undefined && values.length === 2)) {
      const month = monthAt === undefined ? undefined : values[monthAt];
      const other = monthAt === undefined ? first : (values.at(monthAt - 1) ?? 0);
      if (values.length === 1 && monthAt !== undefined) return { ...(month === undefined ? {} : { month }) };
      const rest: Partial<Record<Label, number>> = other > 31 ? { year: other } : { day: other };
      return { ...rest, ...(month === undefined ? {} : { month }) };
    }
    if (values.length === 2) {
      if (first > 31) return { year: first, month: second };
      if (second > 31) return { month: first, year: second };
      return { month: first, day: second };
    }
    if (values.length < 3) return {};
    if (monthAt === 0)
      return second > 31
        ? { month: first, year: second, day: third }
        : { month: first, day: second, year: third };
    if (monthAt === 1)
      return first > 31
        ? { year: first, month: second, day: third }
        : { day: first, month: second, year: third };
    if (monthAt === 2)
      return second > 31
        ? { day: first, year: second, month: third }
        : { year: first, day: second, month: third };
    if (first > 31 || places.year === 0) return { year: first, month: second, day: third };
    if (first > 12) return { day: first, month: second, year: third };
    return { month: first, day: second, year: third };
  }

  private put(value: number, isYear: boolean, label: Label | undefined): void {
    if (isYear) {
      this.hasCentury = true;
      if (label !== undefined && label !== 'year') throw this.fail();
    }
    const is = isYear ? 'year' : label;
    this.values.push(value);
    if (is === undefined) return;
    if (this.places[is] !== undefined) throw this.fail();
    this.places[is] = this.values.length - 1;
  }

  /** Of three with two known, the third is what is left. */
  private byLabels(): Readonly<Partial<Record<Label, number>>> {
    const places = { ...this.places };
    if (this.values.length === 3 && Object.keys(places).length === 2) {
      const rest = (['year', 'month', 'day'] as const).find((label) => places[label] === undefined);
      const at = [0, 1, 2].find((place) => !Object.values(places).includes(place));
      if (rest !== undefined && at !== undefined) places[rest] = at;
    }
    return Object.fromEntries(Object.entries(places).map(([label, at]) => [label, this.values[at] ?? 0]));
  }
}
