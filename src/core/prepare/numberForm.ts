// Numbers written otherwise than as 1234.5, told from an example, as SQL that writes them so without losing any.
import { identifier } from '../quote';

const written = /^\s*[-+]?(\d+|\d{1,3}(?:([.,])\d{3})+)(?:([.,])\d+)?\s*(%?)\s*$/;

/** An expression of text that can be cast to a number; undefined where the example is no such number, or two, as 1,234. */
export function plainNumber(column: string, example: string): string | undefined {
  const [, whole = '', groups, mark, percent] = written.exec(example) ?? [];
  if (whole === '' || (groups === undefined && /^\s*[-+]?[1-9]\d{0,2},\d{3}\D*$/.test(example)))
    return undefined;
  const without = (from: string, sign: string, by = '') => `replace(${from}, '${sign}', '${by}')`;
  const plain = percent === '%' ? without(identifier(column), '%') : identifier(column);
  if (mark === ',') return without(groups === '.' ? without(plain, '.') : plain, ',', '.');
  if (groups === ',' && mark === '.') return without(plain, ',');
  return percent === '%' && groups === undefined ? plain : undefined;
}
