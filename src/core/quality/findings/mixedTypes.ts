// Text columns that are numbers but for a few values.
import { saysMissing } from '../../profile/hiddenMissing';
import { counted, percent } from '../../figures';
import { identifier } from '../../quote';
import { detector, type Found } from '../detector';
import { presentIn } from '../facts';
import { isKeptAsText } from './keptAsText';

/** From this share of numbers on, the rest is taken as a mistake. */
const mostly = 0.8;
const leastNumbers = 5;

export const mixedTypes = detector('mixed-types', ({ profile, texts }) =>
  profile.columns.flatMap((column): Found[] => {
    if (isKeptAsText(texts, column.name)) return [];
    const { name, numericTexts: numbers = 0 } = column;
    const hidden = Object.values(column.hiddenMissing).reduce((sum, count) => sum + count, 0);
    const given = presentIn(profile, column) - hidden;
    const others = given - numbers;
    if (numbers < leastNumbers || others <= 0 || numbers < mostly * given) return [];
    const examples = column.top
      .map(({ value }) => value)
      .filter((value) => !saysMissing(value) && !Number.isFinite(Number(value)))
      .slice(0, 5);
    const shown =
      examples.length > 0 ? `, e.g. ${examples.map((value) => JSON.stringify(value)).join(', ')}` : '';
    return [
      {
        severity: 'warning',
        columns: [name],
        message: `${name} is a number in ${percent(numbers / given)} of the rows and something else in ${counted(others, 'row')}${shown}.`,
        evidence: { numbers, others, examples },
        rows: `${identifier(name)} IS NOT NULL AND try_cast(${identifier(name)} AS DOUBLE) IS NULL`,
        fix: { text: 'Put the odd values right, or replace them by null; then cast the column to number.' },
      },
    ];
  }),
);
