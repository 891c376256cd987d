// What a person sees of a column's drift beside its figures: what moved by more than chance moves it, and categories that are new.
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
  const hasMoved = isTold(bins?.p) || isTold(ks?.p ?? 1);
  const range = kind === 'numeric' ? "the reference's range" : 'the listed categories';
  const names = newCategories.slice(0, named).map(shown).join(', ');
  const parts = [
    ...(hasMoved && category ? changed(shown(category.name), category, percent) : []),
    ...(hasMoved ? numbers(column, isTold) : []),
    ...(beyond && beyond.value > 0 && isTold(beyond.p) ? [`${percent(beyond.value)} beyond ${range}`] : []),
    ...(isTold(missing.p ?? 0) ? changed('missing', missing, percent) : []),
    ...(names === '' ? [] : [`new: ${names}${newCategories.length > named ? ', …' : ''}`]),
  ];
  const isUnseen = parts.length === 0 && drifted && hasMoved && median !== undefined;
  return isUnseen ? 'shape of the distribution' : parts.join('; ');
}

/** The median, the mean where that stayed, the spread where both did; all are known as near as a bucket is wide. */
function numbers(
  { median, mean, spread }: ColumnDrift,
  isTold: (ofPart: number | undefined) => boolean,
): readonly string[] {
  const named = [
    ['median', median],
    ['mean about', mean],
    ['spread of the middle half', spread],
  ] as const;
  return named
    .flatMap(([what, change]) => (change && isTold(change.p) ? changed(what, change, known(change)) : []))
    .slice(0, 1);
}

/** Without zeros at its end, which would be digits that no bucket knows; with as many digits as tell the two apart. */
function known({ reference, current }: Change): (value: number) => string {
  const short = (value: number) =>
    figure(value)
      .replace(/(?<=\.\d*)0+$/, '')
      .replace(/\.$/, '');
  if (reference === current || short(reference) !== short(current)) return short;
  const decimals = Math.ceil(-Math.log10(Math.abs(current - reference)));
  const apart = new Intl.NumberFormat('en', { maximumFractionDigits: Math.min(Math.max(decimals, 0), 20) });
  return (value) => apart.format(value);
}

function changed(what: string, change: Change, written: (value: number) => string): readonly string[] {
  const [was, is] = [written(change.reference), written(change.current)];
  return was === is ? [] : [`${what} ${was} → ${is}`];
}
