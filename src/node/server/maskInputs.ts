// Rows as the prediction log keeps them: personal data that no answer rests on is masked.
import type { InputRow } from '../../core/dataset/inputRow';
import type { Masks } from '../../core/quality/personal/masks';
import { loadPersonal } from '../check/loadPersonal';

/**
 * `taken`: what the model is answered by, the row's time and its key. They are kept as they came: labels are joined by them, and drift,
 * figures and retraining prepare the row again. Numbers of other columns are masked as text.
 */
export function inputMask(masks: Masks, taken: ReadonlySet<string>): (row: InputRow) => Promise<InputRow> {
  const masked = Object.entries(masks).filter(([column]) => !taken.has(column));
  if (masked.length === 0) return (row) => Promise.resolve(row);
  const loaded = loadPersonal(); // before the first row waits for it
  loaded.catch(() => undefined); // whoever waits for it is told
  return async (row) => {
    const { maskText } = await loaded;
    const cells = masked.map(async ([column, mask]) => {
      const value = row[column];
      if (typeof value !== 'string' && typeof value !== 'number') return [];
      return [[column, await maskText(String(value), mask)]];
    });
    return { ...row, ...(Object.fromEntries((await Promise.all(cells)).flat()) as InputRow) };
  };
}
