// One value written in several ways.
import type { Step } from '../../manifest/step';
import { counted } from '../../figures';
import { isOneOf } from '../../quote';
import { detector, type Found } from '../detector';

const shownGroups = 3;

export const spellingVariants = detector('spelling-variants', ({ profile }) =>
  profile.columns.flatMap(({ name, variants = [] }): Found[] => {
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
        fix: { text: 'Write each value in one way.', step: stepFor(name, pairs) },
      },
    ];
  }),
);

/** Trimming where that is all there is to it; else each spelling becomes the most frequent one. */
const stepFor = (name: string, pairs: [string, string][]): Step =>
  pairs.every(([spelling, main]) => spelling.trim() === main.trim() && main === main.trim())
    ? { trim: [name] }
    : { replace: { columns: [name], pairs } };
