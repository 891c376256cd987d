// `sample`: some of the rows, chosen by a hash of a column that any engine gives alike.
import type { Written } from '../../manifest/step';
import { shareOf } from '../../manifest/steps/written';
import { identifier, literal } from '../../quote';
import { findColumns } from '../columns';
import { isInteger, isText } from '../columnType';
import { addLayer, closeStep, lastLayer, rowColumn } from '../pipeline';
import { wrongStep, type StepMeaning } from './meaning';

export const sample: StepMeaning<Written<'sample'>> = {
  compile: ({ rows, share, by, seed }, before, { name: step, index, what }) => {
    const { found, problems } = findColumns([by], before.columns, what);
    const [column] = found;
    if (!column) return { problems };
    if (!isText(column.type) && !isInteger(column.type) && column.type !== 'DATE' && column.type !== 'UUID')
      return wrongStep(
        `${what}: "${by}" holds ${column.type}, which engines write as text in different ways.`,
        'Sample by a column of whole numbers, text or dates, such as the key.',
      );
    const hash = `substr(md5(${literal(`${seed}:`)} || coalesce(CAST(${identifier(by)} AS VARCHAR), '')), 1, 16)`;
    const from = `SELECT * FROM ${lastLayer(before)}`;
    const after =
      rows === undefined
        ? addLayer(before, {
            select: `${from} WHERE ${below(hash, share === undefined ? 1 : shareOf(share))}`,
            columns: before.columns,
          })
        : addLayer(before, {
            select: `${from} QUALIFY row_number() OVER (ORDER BY ${hash}, ${identifier(rowColumn)}) <= ${rows}`,
            columns: before.columns,
            isInOrder: false,
            isCostly: true,
          });
    return closeStep(before, after, { step, index, columns: [by], changed: undefined });
  },
};

/** The 16 digits stand for 0 to 2^64. */
function below(hash: string, share: number): string {
  if (share >= 1) return 'true';
  const limit = (BigInt(Math.round(share * 1e12)) << 64n) / 1_000_000_000_000n;
  return `${hash} < ${literal(limit.toString(16).padStart(16, '0'))}`;
}
