// What a number in a workbook's cell stands for: Excel writes dates as days since a beginning, and only the cell's format tells.

export type DateFormat = 'date' | 'time';

/** Formats that every workbook has: ECMA-376 part 1, 18.8.30, with those of East Asia. */
const builtIn: Readonly<Record<number, DateFormat>> = {
  ...Object.fromEntries([14, 15, 16, 17, 22].map((id) => [id, 'date'])),
  ...Object.fromEntries([18, 19, 20, 21, 45, 47].map((id) => [id, 'time'])),
  ...Object.fromEntries([27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date'])),
  ...Object.fromEntries([32, 33, 34, 35, 55, 56].map((id) => [id, 'time'])),
};

/** Undefined for a plain number, which a length of time such as `[h]:mm` is too: it counts days. */
export function dateFormat(id: number, code: string | undefined): DateFormat | undefined {
  if (code === undefined) return builtIn[id];
  const [first = ''] = code.split(';');
  if (/\[(h+|m+|s+)\]/i.test(first)) return undefined;
  const bare = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').toLowerCase();
  if (/[yd]/.test(bare) || /^[^hs]*m[^hs]*$/.test(bare)) return /general/.test(bare) ? undefined : 'date';
  return /[hs]/.test(bare) ? 'time' : undefined;
}

const day = 86_400_000;

/**
 * `2026-01-31`, or `2026-01-31 12:30:00`, to the millisecond; undefined for what no date is. `from1904`: the calendar of old
 * Macs. Days before March 1900 count one less, as Excel has a 29 February 1900 for the sake of Lotus 1-2-3: 60 is that day, and none.
 */
export function dateText(serial: number, from1904: boolean): string | undefined {
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const time = new Date(Math.round((days - 25_569) * day));
  if (
    Number.isNaN(time.getTime()) ||
    serial < 0 ||
    days >= 2_958_466 ||
    (!from1904 && Math.floor(serial) === 60)
  )
    return undefined;
  const text = time.toISOString();
  return text.slice(11, 23) === '00:00:00.000'
    ? text.slice(0, 10)
    : withoutZeros(text.slice(0, 23).replace('T', ' '));
}

/** `12:30:00` of the part of a day; undefined where it is a day or more. */
export function timeText(share: number): string | undefined {
  const milliseconds = Math.round(share * day);
  if (milliseconds < 0 || milliseconds >= day) return undefined;
  return withoutZeros(new Date(milliseconds).toISOString().slice(11, 23));
}

const withoutZeros = (text: string) => text.replace(/\.000$/, '');

/** 0 of `A`, 27 of `AB12`; NaN of what names no column. */
export function columnIndex(reference: string): number {
  const letters = /^[A-Z]{1,3}/i.exec(reference)?.[0].toUpperCase();
  if (letters === undefined) return NaN;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** `AB` of 27. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/** Letters that XML cannot hold are written `_x000D_`. */
export const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
