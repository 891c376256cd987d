// Values that stand for "missing" without being it: "unknown", "?", -1 as the only negative number.
import { isNumeric } from '../../profile/kind';
import { counted, percent } from '../../figures';
import { isOneOf } from '../../quote';
import { detector, type Found } from '../detector';

/** Words that may also be an honest category. */
const ambiguous = new Set(['none', '-', '.', '*']);

export const hiddenMissing = detector('hidden-missing', ({ profile, texts }) =>
  profile.columns.flatMap((column): Found[] => {
    const tokens = Object.entries(column.hiddenMissing);
    if (tokens.length === 0) return [];
    const { name } = column;
    const count = tokens.reduce((sum, [, own]) => sum + own, 0);
    const values = tokens.map(([token]) => (isNumeric(column.kind) ? Number(token) : token));
    const shown = values
      .map((value) => (typeof value === 'string' ? `"${value}"` : String(value)))
      .join(', ');
    const isAmbiguous = tokens.every(([token]) => ambiguous.has(token.trim().toLowerCase()));
    const becomesNumber =
      texts.some((text) => text.column === name && text.reading.kind === 'read') &&
      (column.numericTexts ?? 0) > 0 &&
      column.numericTexts === profile.rows - column.missing - count;
    return [
      {
        severity: isAmbiguous ? 'info' : 'warning',
        columns: [name],
        message: `${name} says ${shown} in ${counted(count, 'row')} (${percent(count / profile.rows)}), which probably means missing.`,
        evidence: {
          tokens: tokens.map(([token]) => token),
          counts: tokens.map(([, own]) => own),
          share: count / profile.rows,
        },
        rows: isOneOf(name, values),
        fix: {
          text: becomesNumber
            ? 'Turn it into a missing value; then the column can be cast to number.'
            : 'Turn it into a missing value.',
          step: { replace: { columns: [name], pairs: values.map((value) => [value, null]) } },
        },
      },
    ];
  }),
);
