// Numbers written otherwise than as 1234.5, told from examples, as SQL that writes them so without losing any.
import { identifier, literal } from '../quote';

type Mark = '.' | ',';
type Group = Mark | ' ' | "'";

const gaps = ' \\u00a0\\u2009\\u202f';
const unit = '%|[€$£¥]|(?:EUR|USD|GBP|CHF)';
const number = new RegExp(
  `^\\s*(?<sign>[-+−]?)[${gaps}]*(?<before>${unit})?[${gaps}]*(?<later>[-+−]?)` +
    `(?<whole>[1-9]\\d{0,2}(?<group>[.,'’${gaps}])\\d{3}(?:\\k<group>\\d{3})*|\\d*)` +
    `(?:(?<mark>[.,])(?<places>\\d+))?(?:[eE][-+]?\\d+)?[${gaps}]*(?<after>${unit})?\\s*$`,
);

/** What one example tells of how all are written. */
interface Written {
  /** A per cent or currency sign; '' where there is none. */
  readonly unit: string;
  readonly decimal?: Mark;
  readonly group?: Group;
  /** The mark of 1,234 or 1.234, which may be a decimal one or part thousands. */
  readonly unclear?: Mark;
  /** Four or more digits in a row before any decimal mark. */
  readonly isUngrouped: boolean;
}

export const isNumberText = (example: string) => writtenAs(example) !== undefined;

/** One expression for all of the examples; undefined where they are not all written by one convention, or do not tell which. */
export function plainNumbers(column: string, examples: readonly string[]): string | undefined {
  const forms = examples.flatMap((example) => writtenAs(example) ?? []);
  if (forms.length === 0 || forms.length < examples.length) return undefined;
  const marks = conventionOf(forms);
  return marks && written(column, examples, marks);
}

export interface TwoReadings {
  /** A value that may be either. */
  readonly example: string;
  readonly thousands: string;
  readonly decimals: string;
}

/** Where all are written by one convention but for what no value tells: whether the mark of 1.234 parts thousands or decimals. */
export function eitherNumber(column: string, examples: readonly string[]): TwoReadings | undefined {
  const forms = examples.map(writtenAs);
  const example = examples.find((_, at) => forms[at]?.unclear !== undefined);
  const marks = new Set(forms.flatMap((form) => form?.unclear ?? []));
  const isOne =
    new Set(forms.map((form) => form?.unit)).size === 1 &&
    forms.every((form) => form && form.decimal === undefined && form.group === undefined);
  const [mark] = marks;
  if (example === undefined || mark === undefined || marks.size > 1 || !isOne) return undefined;
  const thousands = written(column, examples, { group: mark });
  const decimals = written(column, examples, { decimal: mark });
  return thousands === undefined || decimals === undefined ? undefined : { example, thousands, decimals };
}

function written(column: string, examples: readonly string[], marks: Convention): string | undefined {
  const changes = changesOf(marks, examples);
  const isRead = (example: string) => {
    const text = changes.reduce((now, [from, to]) => now.replaceAll(from, to), example).trim();
    return text !== '' && Number.isFinite(Number(text));
  };
  if (!examples.every(isRead)) return undefined;
  return changes.reduce(
    (sql, [from, to]) => `replace(${sql}, ${sign(from)}, ${literal(to)})`,
    identifier(column),
  );
}

/** The first that is no whole number by any convention. */
export const fractionIn = (examples: readonly string[]): string | undefined =>
  examples.find((example) => {
    const { unclear } = writtenAs(example) ?? {};
    return unclear === undefined && /[1-9]/.test(number.exec(example)?.groups?.['places'] ?? '');
  });

/** Of each way of writing among the examples the first. */
export function numberWays(examples: readonly string[]): readonly string[] {
  const ways = new Map<string, string>();
  for (const example of examples) {
    const form = writtenAs(example);
    const { unit: of = '', decimal, group, unclear } = form ?? {};
    const way = form ? [of, decimal ?? unclear ?? '', group].join('|') : 'unread';
    if (!ways.has(way)) ways.set(way, example);
  }
  return [...ways.values()];
}

function writtenAs(example: string): Written | undefined {
  const {
    sign: first,
    before,
    later,
    whole = '',
    group: parted,
    mark,
    places,
    after,
  } = number.exec(example)?.groups ?? {};
  if ((whole === '' && places === undefined) || (first && later) || (before && after)) return undefined;
  if (parted !== undefined && parted === mark) return undefined;
  const group = parted === undefined ? undefined : groupOf(parted);
  const isUnclear = (group === '.' || group === ',') && mark === undefined && whole.split(group).length === 2;
  return {
    unit: before ?? after ?? '',
    ...(mark === undefined ? {} : { decimal: mark as Mark }),
    ...(group === undefined ? {} : isUnclear ? { unclear: group } : { group }),
    isUngrouped: /^\d{4}/.test(whole),
  };
}

const groupOf = (sign: string): Group =>
  sign === '.' || sign === ',' ? sign : /['’]/.test(sign) ? "'" : ' ';

interface Convention {
  readonly decimal?: Mark;
  readonly group?: Group;
}

/** An unclear mark is what another value tells that it is: 1.234 beside 12,50 has a thousand, 12,345 beside 7,5 three decimals. */
function conventionOf(forms: readonly Written[]): Convention | undefined {
  const all = <T>(values: readonly (T | undefined)[]) => [
    ...new Set(values.filter((value) => value !== undefined)),
  ];
  const decimals = all(forms.map(({ decimal }) => decimal));
  const clear = all(forms.map(({ group }) => group));
  const unclear = all(forms.map((form) => form.unclear));
  const [told = clear.includes('.') ? ',' : clear.includes(',') ? '.' : undefined] = decimals;
  if (told === undefined && unclear.length > 0) return undefined;
  const thousands = unclear.filter((mark) => mark !== told);
  const groups = all<Group>([...clear, ...thousands]);
  const isOne =
    all(forms.map((form) => form.unit)).length === 1 && decimals.length <= 1 && groups.length <= 1;
  const isDoubtful = thousands.length > 0 && clear.length === 0 && forms.some((form) => form.isUngrouped);
  const [group] = groups;
  if (!isOne || isDoubtful || (group !== undefined && group === told)) return undefined;
  return { ...(told === undefined ? {} : { decimal: told }), ...(group === undefined ? {} : { group }) };
}

/** What to write for what, in this order. */
function changesOf(
  { decimal, group }: Convention,
  examples: readonly string[],
): (readonly [string, string])[] {
  const text = examples.map((example) => example.trim()).join('\n');
  const units = [...new Set(text.match(new RegExp(unit, 'g')) ?? [])];
  const inner = examples.map((example) =>
    units.reduce((now, one) => now.replaceAll(one, ''), example).trim(),
  );
  const found = (signs: readonly string[]) =>
    signs.filter((one) => inner.some((example) => example.includes(one)));
  const odd = ['\u00a0', '\u2009', '\u202f'].filter((one) =>
    examples.some((example) => example.includes(one)),
  );
  const away = [
    ...units,
    ...odd,
    ...found([' ', "'", '’', ...(group === '.' || group === ',' ? [group] : [])]),
  ];
  return [
    ...away.map((one) => [one, ''] as const),
    ...found(['−']).map((one) => [one, '-'] as const),
    ...(decimal === ',' && text.includes(',') ? [[',', '.'] as const] : []),
  ];
}

/** What cannot be seen is named by its number. */
const sign = (text: string) =>
  /[\u00a0\u2009\u202f]/.test(text) ? `chr(${text.charCodeAt(0)})` : literal(text);
