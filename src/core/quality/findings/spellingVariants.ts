// One value written in several ways.
import type { Step } from '../../manifest/step';
import { counted } from '../../figures';
import { isOneOf } from '../../quote';
import { detector, type Found } from '../detector';

const shownGroups = 3;

export const spellingVariants = detector('spelling-variants', ({ profile, spellings }) =>
  profile.columns.flatMap(({ name, variants: frequent = [] }): Found[] => {
    const variants = spellings?.get(name) ?? frequent;
    if (variants.length === 0) return [];
    const pairs = variants.flatMap(([main, ...others]) =>
      others.map(({ value }): [string, string] => [value, main?.value ?? value]),
    );
    const rows = variants.flatMap((group) => group.slice(1)).reduce((sum, { count }) => sum + count, 0);
    const shown = variants
      .slice(0, shownGroups)
      .map((group) => group.map(({ value }) => JSON.stringify(value)).join(' and '))
      .join('; ');
    const more = variants.length > shownGroups ? `; and ${variants.length - shownGroups} more` : '';
    return [
      {
        severity: 'warning',
        columns: [name],
        message: `${name} writes ${counted(variants.length, 'value')} in several ways: ${shown}${more}.`,
        evidence: {
          values: variants.length,
          rows,
          spellings: pairs.map(([spelling]) => spelling).slice(0, 20),
        },
        rows: isOneOf(
          name,
          pairs.map(([spelling]) => spelling),
        ),
        fix: goBothWays(pairs)
          ? { text: 'Write all values in one way: derive the column anew by one rule.' }
          : { text: 'Write each value in one way.', step: stepFor(name, pairs) },
      },
    ];
  }),
);

/** Whether digits or signs of one value would become what another's would be turned from: `m²` here `m2`, and there the other way. */
function goBothWays(pairs: readonly (readonly [string, string])[]): boolean {
  const changes = pairs.map(changeOf).filter(([from, to]) => /\p{N}/u.test(from + to));
  return changes.some(([from, to]) => changes.some(([other, into]) => other === to && into === from));
}

/** What is left of two spellings without what they begin and end with alike. */
function changeOf([from, to]: readonly [string, string]): readonly [string, string] {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < shorter - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  return [from.slice(start, from.length - end), to.slice(start, to.length - end)];
}

/** Trimming where that is all there is to it; else each spelling becomes the most frequent one. */
const stepFor = (name: string, pairs: [string, string][]): Step =>
  pairs.every(([spelling, main]) => spelling.trim() === main.trim() && main === main.trim())
    ? { trim: [name] }
    : { replace: { columns: [name], pairs } };
