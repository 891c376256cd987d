// Python's dateutil.parser.parse as a yes or no: which texts it reads as a date or time, by the rules of its version 2.9.
// What it takes from the day it is asked on (the year of "Feb 29") is taken to fit.
import { DateParts, daysOf } from './dateParts';
import { dateTokens } from './dateTokens';
import { halfOf, isJump, isUtc, isWeekday, monthOf, unitOf } from './dateWords';

export function readsAsDate(text: string): boolean {
  try {
    return new DateReader(dateTokens(text)).reads();
  } catch (error) {
    if (error instanceof NoDate) return false;
    throw error;
  }
}

/** Thrown and caught here and in dateParts.ts only. */
class NoDate extends Error {}

const isDigits = (token: string) => /^\p{Nd}+$/u.test(token);

/** Python's int() of a text: whole, or no date. */
function int(text: string | undefined): number {
  if (text === undefined || !/^\d+$/.test(text)) throw new NoDate();
  return Number(text);
}

/** Python's Decimal() of a number's token. */
function decimal(text: string | undefined): number {
  if (text === undefined || !/^(?:\d+\.?\d*|\.\d+)$/.test(text)) throw new NoDate();
  return Number(text);
}

class DateReader {
  private readonly parts = new DateParts(() => new NoDate());
  private hour: number | undefined;
  private minute: number | undefined;
  private second: number | undefined;
  private zone: string | undefined;
  private offset: number | undefined;
  private hasWeekday = false;

  constructor(private readonly tokens: string[]) {}

  reads(): boolean {
    for (let at = 0; at < this.tokens.length; at++) at = this.read(at);
    const { year, month, day } = this.parts.resolved();
    const told = [year, month, day, this.hour, this.minute, this.second, this.zone, this.offset];
    if (!this.hasWeekday && told.every((one) => one === undefined)) return false;
    const isTime = (this.hour ?? 0) <= 23 && (this.minute ?? 0) <= 59 && (this.second ?? 0) <= 59;
    return isTime && isDate(year, month, day, this.parts.hasCentury);
  }

  /** Returns the place of the last token that was used. */
  private read(at: number): number {
    const token = this.tokens[at] ?? '';
    if (/^(?:\p{Nd}|\.\p{Nd})/u.test(token) || /^(?:nan|inf|infinity)$/i.test(token)) return this.number(at);
    if (isWeekday(token)) {
      this.hasWeekday = true;
      return at;
    }
    const month = monthOf(token);
    if (month !== undefined) return this.month(at, month);
    const half = halfOf(token);
    if (half !== undefined) {
      if (this.hour === undefined || this.hour > 12) throw new NoDate();
      this.hour = inDay(this.hour, half);
      return at;
    }
    if (this.mayBeZone(token)) return this.zoneName(at, token);
    if (this.hour !== undefined && (token === '+' || token === '-')) return this.zoneOffset(at);
    if (!isJump(token)) throw new NoDate();
    return at;
  }

  private month(at: number, month: number): number {
    this.parts.add(String(month), 'month');
    const separator = this.tokens[at + 1];
    if (separator === '-' || separator === '/') {
      this.parts.add(this.needed(at + 2));
      if (this.tokens[at + 3] !== separator) return at + 2;
      this.parts.add(this.needed(at + 4));
      return at + 4;
    }
    const [of, space, year] = [this.tokens[at + 2], this.tokens[at + 3], this.tokens[at + 4]];
    if (year === undefined || separator !== ' ' || space !== ' ' || of?.toLowerCase() !== 'of') return at;
    // "Jan of 01": two digits are a year of this century or the one before.
    if (isDigits(year)) this.parts.add(year.length > 2 ? year : `20${year.padStart(2, '0')}`, 'year');
    return at + 4;
  }

  private mayBeZone(token: string): boolean {
    return (
      this.hour !== undefined &&
      this.zone === undefined &&
      this.offset === undefined &&
      token.length <= 5 &&
      (/^[A-Z]+$/.test(token) || isUtc(token))
    );
  }

  private zoneName(at: number, name: string): number {
    this.zone = name;
    this.offset = isUtc(name) ? 0 : undefined;
    const sign = this.tokens[at + 1];
    if (sign === '+' || sign === '-') {
      this.tokens[at + 1] = sign === '+' ? '-' : '+';
      this.offset = undefined;
      if (isUtc(name)) this.zone = undefined;
    }
    return at;
  }

  private zoneOffset(at: number): number {
    const digits = this.needed(at + 1);
    let last = at + 1;
    if (digits.length === 4) this.offset = int(digits.slice(0, 2)) * 60 + int(digits.slice(2));
    else if (this.tokens[at + 2] === ':') {
      this.offset = int(digits) * 60 + int(this.tokens[at + 3]);
      last = at + 3;
    } else if (digits.length <= 2) this.offset = int(digits) * 60;
    else throw new NoDate();
    const [space, open, name, close] = this.tokens.slice(last + 1, last + 5);
    const isNamed =
      close === ')' && open === '(' && space !== undefined && isJump(space) && (name ?? '').length >= 3;
    if (isNamed && this.zone === undefined && /^[A-Z]{3,5}$/.test(name ?? '')) {
      this.zone = name;
      last += 4;
    }
    return last;
  }

  private number(at: number): number {
    const token = this.tokens[at] ?? '';
    const value = decimal(token);
    const next = this.tokens[at + 1];
    const { length } = token;
    if (
      this.parts.count === 3 &&
      (length === 2 || length === 4) &&
      this.hour === undefined &&
      (next === undefined || (next !== ':' && unitOf(next) === undefined))
    ) {
      this.hour = int(token.slice(0, 2));
      if (length === 4) this.minute = int(token.slice(2));
      return at;
    }
    if (length === 6 || (length > 6 && token.indexOf('.') === 6)) return this.sixDigits(at, token);
    if (length === 8 || length === 12 || length === 14) return this.longDigits(at, token);
    const unit = this.unitAt(at);
    if (unit) {
      this.setUnit(value, token, unit.unit);
      return unit.last;
    }
    if (next === ':' && this.tokens[at + 2] !== undefined) return this.clock(at, value);
    if (next === '-' || next === '/' || next === '.') return this.dateWith(at, token, next);
    if (next === undefined || isJump(next)) {
      const half = this.tokens[at + 2] === undefined ? undefined : halfOf(this.tokens[at + 2] ?? '');
      if (half === undefined) this.parts.addNumber(value);
      else this.hour = inDay(Math.trunc(value), half);
      return at + (half === undefined ? 1 : 2);
    }
    const half = halfOf(next);
    if (half !== undefined && value >= 0 && value < 24) {
      this.hour = inDay(Math.trunc(value), half);
      return at + 1;
    }
    if (!this.parts.couldBeDay(value)) throw new NoDate();
    this.parts.addNumber(value);
    return at;
  }

  private sixDigits(at: number, token: string): number {
    if (this.parts.count === 0 && !token.includes('.')) {
      this.parts.add(token.slice(0, 2));
      this.parts.add(token.slice(2, 4));
      this.parts.add(token.slice(4));
    } else {
      this.hour = int(token.slice(0, 2));
      this.minute = int(token.slice(2, 4));
      this.second = seconds(token.slice(4));
    }
    return at;
  }

  private longDigits(at: number, token: string): number {
    this.parts.add(token.slice(0, 4), 'year');
    this.parts.add(token.slice(4, 6));
    this.parts.add(token.slice(6, 8));
    if (token.length > 8) {
      this.hour = int(token.slice(8, 10));
      this.minute = int(token.slice(10, 12));
      if (token.length > 12) this.second = int(token.slice(12));
    }
    return at;
  }

  private clock(at: number, hour: number): number {
    this.hour = Math.trunc(hour);
    this.setMinute(decimal(this.tokens[at + 2]));
    if (this.tokens[at + 3] !== ':' || this.tokens[at + 4] === undefined) return at + 2;
    this.second = seconds(this.tokens[at + 4] ?? '');
    return at + 4;
  }

  private dateWith(at: number, token: string, separator: string): number {
    this.parts.add(token);
    const second = this.tokens[at + 2];
    if (second === undefined || isJump(second)) return at + 1;
    if (isDigits(second)) this.parts.add(second);
    else this.addMonth(second);
    if (this.tokens[at + 3] !== separator) return at + 2;
    const third = this.needed(at + 4);
    if (monthOf(third) === undefined) this.parts.add(third);
    else this.addMonth(third);
    return at + 4;
  }

  private addMonth(token: string): void {
    const month = monthOf(token);
    if (month === undefined) throw new NoDate();
    this.parts.add(String(month), 'month');
  }

  /** Of `12h`, `12 h`, and of what follows on another unit, as the 04 of `12h04`. */
  private unitAt(at: number): { readonly unit: number; readonly last: number } | undefined {
    const next = unitOf(this.tokens[at + 1]);
    if (next !== undefined) return { unit: next, last: at + 1 };
    const behind = this.tokens[at + 1] === ' ' ? unitOf(this.tokens[at + 2]) : undefined;
    if (behind !== undefined) return { unit: behind, last: at + 2 };
    const before = at > 0 ? unitOf(this.tokens[at - 1]) : undefined;
    if (before !== undefined) return { unit: before + 1, last: at };
    const isLast = at > 1 && at === this.tokens.length - 1 && this.tokens[at - 1] === ' ';
    const earlier = isLast ? unitOf(this.tokens[at - 2]) : undefined;
    return earlier === undefined ? undefined : { unit: earlier + 1, last: at };
  }

  private setUnit(value: number, token: string, unit: number): void {
    if (unit === 0) {
      this.hour = Math.trunc(value);
      if (value % 1) this.minute = Math.trunc(60 * (value % 1));
    } else if (unit === 1) this.setMinute(value);
    else if (unit === 2) this.second = seconds(token);
  }

  private setMinute(value: number): void {
    this.minute = Math.trunc(value);
    this.second = value % 1 ? Math.trunc(60 * (value % 1)) : undefined;
  }

  private needed(at: number): string {
    const token = this.tokens[at];
    if (token === undefined) throw new NoDate();
    return token;
  }
}

const inDay = (hour: number, half: number) =>
  hour < 12 && half === 1 ? hour + 12 : hour === 12 && half === 0 ? 0 : hour;

function seconds(text: string): number {
  const [whole, fraction, more] = text.split('.');
  if (more !== undefined) throw new NoDate();
  if (fraction !== undefined && !/^\d*$/.test(fraction)) throw new NoDate();
  return int(whole);
}

function isDate(
  year: number | undefined,
  month: number | undefined,
  day: number | undefined,
  hasCentury: boolean,
): boolean {
  const whole = year === undefined ? 2000 : year < 100 && !hasCentury ? year + 2000 : year;
  if (whole < 1 || whole > 9999) return false;
  if (month !== undefined && (month < 1 || month > 12)) return false;
  if (day === undefined) return true;
  return day >= 1 && day <= (month === undefined ? 31 : daysOf(whole, month));
}
