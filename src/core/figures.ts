// Figures as a person reads them: the same figure looks the same in the tree, the terminal, a message, a card and a panel.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const exact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 20 });
const tiny = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/** `40,394` */
export const count = (value: number) => whole.format(value);

/** `1 row`, `40,394 rows`, `2 categories`. */
export const counted = (value: number, one: string, many = `${one}s`) =>
  `${count(value)} ${value === 1 ? one : many}`;

/** `40.4K`, where there is little room. */
export const brief = (value: number) => short.format(value);

/** `1.25K`, beside an axis: with every digit, which is few of a round number and tells near ones apart. */
export function tick(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e15) ? value.toExponential() : exact.format(value);
}

/** `12.3%`, two digits that count below one percent; what is neither none nor all never reads as such. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  const value = share * 100;
  if (value < 100 && value > 99.9) return '>99.9%';
  if (value === 0 || value === 100) return `${value}%`;
  return value < 1 ? `${Number(value.toPrecision(2))}%` : `${Number(value.toFixed(1))}%`;
}

/** Three decimals for what lies about 1, fewer for large values, two digits that count for small ones, an exponent where none would say anything. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-6 || size >= 1e15)) return value.toExponential(1);
  if (size < 0.0005 && size !== 0) return tiny.format(value);
  if (Number.isInteger(value) || size >= 1000) return count(value);
  return value.toFixed(size >= 100 ? 1 : size >= 10 ? 2 : 3);
}

/** As `figure`, in a column of its like: what three decimals would round to nothing is told as less than they can say. */
export const cellFigure = (value: number): string => (value > 0 && value < 0.0005 ? '<0.001' : figure(value));

/** So many decimals; what rounds to nothing has no sign. */
export const fixed = (value: number, digits: number) =>
  value.toFixed(digits).replace(/^-(?=0(?:\.0*)?$)/, '');

/** A p-value: never 0. */
export const probability = (p: number) => (p < 0.001 ? '< 0.001' : p.toFixed(3));

/** `3.66 MB`; powers of 1000, as disks and browsers count. */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(size, 1)) / 3)));
  const scaled = size / 1000 ** step;
  const text = step === 0 || scaled >= 1000 ? count(scaled) : String(Number(scaled.toPrecision(3)));
  return `${text} ${units[step] ?? ''}`;
}

/** `12 s left`, `4 min left`, `2 h 5 min left`: never finer than such a guess can be. */
export function timeLeft(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min left`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`} left`;
}
