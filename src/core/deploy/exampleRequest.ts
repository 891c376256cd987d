// A request that a server of a version answers, to paste into a shell: a row like those that it learnt from.
import type { Profile } from '../profile/profile';
import type { ServingPreparation } from '../prepare/serving';
import type { CellValue, InputRow } from '../dataset/inputRow';

/**
 * The row that was registered with the version. Where there is none, a usual value for each column by the reference profile,
 * which holds prepared values; of a column that it does not have, a plain value of its type.
 */
export function exampleRow(
  { inputs, example }: ServingPreparation,
  reference: Profile | undefined,
): InputRow {
  if (example) return example;
  return Object.fromEntries(
    inputs.map(({ name, type }) => {
      const column = reference?.columns.find((one) => one.name === name);
      const usual = column?.quantiles?.['0.5'] ?? column?.top[0]?.value ?? column?.min;
      return [name, cellOf(usual, type)];
    }),
  );
}

/** For a POSIX shell. */
export const curlCommand = (url: string, row: InputRow): string =>
  `curl -s ${url}/predict -H 'Content-Type: application/json' -d ${shellQuoted(JSON.stringify({ rows: [row] }))}`;

/** As the engine's type takes it. */
function cellOf(usual: string | number | undefined, type: string): CellValue {
  if (/^(U|HUGE|BIG|SMALL|TINY)*INT(EGER)?\b/.test(type)) return Math.round(Number(usual ?? 0)) || 0;
  if (/^(DOUBLE|FLOAT|REAL|DECIMAL)/.test(type)) return Number(Number(usual ?? 0).toPrecision(6)) || 0;
  if (type === 'BOOLEAN') return usual === 'true';
  if (type === 'VARCHAR') return String(usual ?? '');
  return usual === undefined ? null : String(usual);
}

/** Nothing inside single quotes means anything to a shell but a single quote. */
const shellQuoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
