// What a person sees of a column's drift beside its figures: what moved, where its test says so, and categories that are new.
import { figure, percent } from '../figures';
import type { Change, ColumnDrift } from './columnDrift';

/** How many new categories are named. */
const named = 5;

/** A part is told at this p-value of its own test at most; of a column that drifted, always the part that decided. */
const surely = 0.01;

/** `gas 41% → 55%; missing 34.4% → 38%; new: a, b`; '' where nothing surely changed. `shown`: how a category is written. */
export function changeText(
  column: ColumnDrift,
  shown: (category: string) => string = (category) => category,
): string {
  const { kind, p, drifted, measures, missing, category, median, newCategories = [] } = column;
  const level = drifted ? Math.max(surely, p) : surely;
  const isTold = (ofPart: number | undefined) => (ofPart ?? p) <= level;
  const { chi_square: bins, ks, beyond } = measures;
  // The bins of numbers hold the missing ones too: where those surely changed, KS speaks for the others.
  const isOfMissing = kind === 'numeric' && isTold(missing.p ?? 1);
  const hasMoved = (isTold(bins?.p) && !isOfMissing) || isTold(ks?.p ?? 1);
  const range = kind === 'numeric' ? "the reference's range" : 'the listed categories';
  const names = newCategories.slice(0, named).map(shown).join(', ');
  const parts = [
    ...(hasMoved && category ? changed(shown(category.name), category, percent) : []),
    ...(hasMoved ? numbers(column) : []),
    ...(beyond && beyond.value > 0 && isTold(beyond.p) ? [`${percent(beyond.value)} beyond ${range}`] : []),
    ...(isTold(missing.p ?? 0) ? changed('missing', missing, percent) : []),
    ...(names === '' ? [] : [`new: ${names}${newCategories.length > named ? ', …' : ''}`]),
  ];
  const isUnseen = parts.length === 0 && drifted && hasMoved && median !== undefined;
  return isUnseen ? 'shape of the distribution' : parts.join('; ');
}

/** The median and the middle half, the mean where both read alike: no claims beyond that of the column's test. */
function numbers({ median, middleHalf, mean }: ColumnDrift): readonly string[] {
  const told = [
    ...(median ? changed('median', median, known(median)) : []),
    ...(middleHalf ? changedRange('middle half', middleHalf) : []),
  ];
  if (told.length > 0) return [told.join(', ')];
  return mean ? changed('mean about', mean, known(mean)) : [];
}

/** Above this a figure is written with an exponent. */
const immense = 1e15;

/** Without zeros at its end, which would be digits that no bucket knows; with as many digits as tell a change where none reads so. */
function known(...changes: readonly Change[]): (value: number) => string {
  const short = (value: number) =>
    figure(value)
      .replace(/(?<=\.\d*)0+$/, '')
      .replace(/\.$/, '');
  const most = Math.max(...changes.map(({ reference, current }) => Math.abs(current - reference)));
  if (!(most > 0) || changes.some(({ reference, current }) => short(reference) !== short(current)))
    return short;
  const decimals = Math.ceil(-Math.log10(most));
  const largest = Math.max(...changes.map(({ reference }) => Math.abs(reference)));
  if (largest >= immense) {
    const digits = Math.ceil(Math.log10(largest / most));
    return (value) => value.toExponential(digits);
  }
  const apart = new Intl.NumberFormat('en', { maximumFractionDigits: Math.min(Math.max(decimals, 0), 20) });
  return (value) => apart.format(value);
}

const changed = (what: string, { reference, current }: Change, written: (value: number) => string) =>
  fromTo(what, written(reference), written(current));

/** What reads the same at both ends is written once. */
function changedRange(
  what: string,
  { low, high }: NonNullable<ColumnDrift['middleHalf']>,
): readonly string[] {
  const written = known(low, high);
  const range = (side: keyof Change) => [...new Set([written(low[side]), written(high[side])])].join(' to ');
  return fromTo(what, range('reference'), range('current'));
}

const fromTo = (what: string, was: string, is: string): readonly string[] =>
  was === is ? [] : [`${what} ${was} → ${is}`];
