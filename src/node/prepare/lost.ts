// Which cells of a request are lost on their way into the model's columns: by a cast of the preparation, or because they are no value of their column's type.
import type { Column } from '../../core/dataset/version';
import type { Problem } from '../../core/errors';
import type { Step } from '../../core/manifest/step';
import { withLayers, type Pipeline } from '../../core/prepare/pipeline';
import { identifier } from '../../core/quote';
import { rawNameOf } from '../../core/prepare/rawName';
import type { Row } from '../duckdb/engine';
import { carrierOf, shown } from './rowTypes';

/** A value that is there in the layer `before` and cannot be kept. */
interface Loss {
  readonly before: string;
  readonly column: string;
  /** As the request names it. */
  readonly raw: string;
  readonly to: string;
  /** How its texts are written, where the preparation says so. */
  readonly format?: string;
  readonly fails: string;
}

export interface LossCheck {
  /** Gives one row, for `problems`; takes the parameter of `from`. */
  readonly sql: string;
  /** Whether a cast of the preparation may lose something, which no query fails on. */
  readonly isSilent: boolean;
  /** One for each way to lose a cell, of its first row; `first` is the number of the first row. */
  problems(found: Row, first: number): readonly Problem[];
}

/** `from`: the raw rows as they travel, with `rowNumber` an expression that numbers them. Undefined where nothing can be lost. */
export function lossCheck(
  pipeline: Pipeline,
  {
    steps,
    inputs,
    from,
    rowNumber,
  }: {
    readonly steps: readonly Step[];
    readonly inputs: readonly Column[];
    readonly from: string;
    readonly rowNumber: string;
  },
): LossCheck | undefined {
  const casts = castLosses(pipeline, steps);
  const losses = [...inputs.flatMap(typeLoss), ...casts];
  if (losses.length === 0) return undefined;
  const layers = [
    // Kept, because DuckDB loses a parameter that is read through more than one subquery.
    { name: carried, select: `SELECT ${rowNumber} AS "_row", * FROM ${from}`, isCostly: true },
    { name: 's0', select: `SELECT "_row", ${typedColumns(inputs, tried)} FROM ${carried}`, isCostly: false },
    ...pipeline.layers.slice(1),
  ];
  const firsts = losses.map(({ before, column, fails }, index) => {
    const cell = `{row: "_row", value: CAST(${identifier(column)} AS VARCHAR)}`;
    return `(SELECT arg_min(${cell}, "_row") FROM ${before} WHERE ${fails}) AS f${String(index)}`;
  });
  return {
    sql: `${withLayers(layers, true)}SELECT ${firsts.join(', ')}`,
    isSilent: casts.length > 0,
    problems: (found, first) =>
      losses.flatMap((loss, index) => {
        const cell = found[`f${String(index)}`] as { readonly row: number; readonly value: string } | null;
        return cell ? [problemOf(loss, cell.value, first + Number(cell.row))] : [];
      }),
  };
}

const carried = 'carried';

/** The columns that travel, each in the type that it had in the data; `read` gives a value's SQL in it. */
export const typedColumns = (
  inputs: readonly Column[],
  read: (value: string, type: string) => string,
): string =>
  inputs
    .map((column) => {
      const name = identifier(column.name);
      return travelsAsItIs(column) ? name : `${read(name, column.type)} AS ${name}`;
    })
    .join(', ');

const tried = (value: string, type: string) => `TRY_CAST(${value} AS ${type})`;
const travelsAsItIs = (column: Column) => carrierOf(column).type === column.type;

function typeLoss(column: Column): Loss[] {
  if (travelsAsItIs(column)) return [];
  const name = identifier(column.name);
  const fails = `${name} IS NOT NULL AND ${tried(name, column.type)} IS NULL`;
  return [{ before: carried, column: column.name, raw: column.name, to: column.type.toLowerCase(), fails }];
}

const castLosses = ({ steps: compiled }: Pipeline, steps: readonly Step[]) =>
  compiled.flatMap(({ before, casts, index }) =>
    casts.map(({ column, to, format, fails }): Loss => ({
      before,
      column,
      raw: rawNameOf(column, steps.slice(0, index)),
      to,
      ...(format === undefined ? {} : { format }),
      fails,
    })),
  );

function problemOf({ raw, to, format }: Loss, value: string, row: number): Problem {
  return {
    severity: 'error',
    message: `Row ${String(row)}: column "${raw}" is ${shown(value)}, which cannot be read as ${to}.`,
    hint: `${format === undefined ? (examples[to] ?? 'Write it as the data has it that the model learnt from.') : `Write it as ${format}.`} Give null where it is not known.`,
  };
}

const examples: Readonly<Record<string, string>> = {
  date: 'Write dates as 2026-01-31.',
  timestamp: 'Write times as 2026-01-31T14:05:00Z.',
  number: 'Write numbers with a point and nothing else, as 80.5.',
  integer: 'Write whole numbers, as 80.',
};
