// Rows of the validation or test split that training has too, equal or nearly so.
import { counted, percent } from '../../figures';
import { areEqualCopies, copiedUpTo, type SharedRows } from '../copies';
import { detector } from '../detector';

const many = 0.01;

interface Shared {
  readonly part: SharedRows['part'];
  readonly equal: number;
  readonly nearly: number;
  readonly share: number;
  readonly where: readonly string[];
}

export const sharedRows = detector('shared-rows', ({ profile, copies, split }) => {
  if (!copies) return [];
  const differing = copiedUpTo(copies, profile);
  const parts = copies.shared.map((part) => sharedOf(part, differing)).filter(({ share }) => share > 0);
  if (parts.length === 0) return [];
  const isCopied = areEqualCopies(copies, profile);
  const isMany = parts.some(({ share, nearly }) => share >= many && (isCopied || nearly > 0));
  const where = parts.flatMap((part) => part.where);
  return [
    {
      severity: isMany ? 'warning' : 'info',
      columns: [],
      message: `${parts.map(told).join('; ')}: a model is asked there what it was told.`,
      evidence: Object.fromEntries(
        parts.flatMap(({ part, equal, nearly, share }) => [
          [`${part}Equal`, equal],
          [`${part}Nearly`, nearly],
          [`${part}Share`, share],
        ]),
      ),
      ...(where.length > 0 ? { rows: where.join(' OR ') } : {}),
      fix: isCopied
        ? {
            text: `Keep the first of equal rows, or ${split?.by === 'key' ? 'name a key that equal rows have in common' : 'split by a key that they have in common'}.`,
            step: { deduplicate: [...copies.columns] },
          }
        : isMany
          ? { text: 'Split by a key that names the case, so that all rows of one stand in one part.' }
          : { text: 'Where few columns with few values make rows equal by nature, nothing is wrong.' },
    },
  ];
});

function sharedOf({ part, of, equal, near }: SharedRows, differing: readonly number[]): Shared {
  const alike = differing.flatMap((at) => near[at] ?? []);
  const nearly = alike.reduce((sum, { rows }) => sum + rows, 0);
  const where = [equal, ...alike].flatMap((set) => set.where ?? []);
  return { part, equal: equal.rows, nearly, share: of === 0 ? 0 : (equal.rows + nearly) / of, where };
}

function told({ part, equal, nearly, share }: Shared): string {
  const parts = [
    ...(equal > 0 ? [`${counted(equal, 'row')} equal to a training row`] : []),
    ...(nearly > 0 ? [`${counted(nearly, 'row')} nearly equal to one`] : []),
  ];
  return `The ${part} split has ${parts.join(' and ')} (${percent(share)} of it)`;
}
