// What a person sees of a column's drift beside its figures: other missing values, categories that are new.
import { percent } from '../figures';
import type { ColumnDrift } from './columnDrift';

/** How many new categories are named. */
const named = 5;

/** `missing 34.4% → 38.0%; new: a, b`; '' where neither has changed. `shown`: how a category is written. */
export function changeText(
  { missing: { reference, current }, newCategories = [] }: ColumnDrift,
  shown: (category: string) => string = (category) => category,
): string {
  const names = newCategories.slice(0, named).map(shown).join(', ');
  return [
    ...(percent(reference) === percent(current)
      ? []
      : [`missing ${percent(reference)} → ${percent(current)}`]),
    ...(names === '' ? [] : [`new: ${names}${newCategories.length > named ? ', …' : ''}`]),
  ].join('; ');
}
