// One pass over a table for the figures that single aggregates give: counts, extremes, moments, lengths, distinct sketches.
import type { Measured } from '../../core/profile/assemble';
import { isNumeric, isTime } from '../../core/profile/kind';
import { textLimit } from '../../core/profile/written';
import type { Database } from '../duckdb/engine';
import { identifier, literal } from '../duckdb/quote';
import { finiteValue, numberValue, textValue, type TableColumn } from './columns';

export interface MeasureOptions {
  readonly table: string;
  readonly columns: readonly TableColumn[];
  readonly rows: number;
  /** Whether distinct values are estimated; not where they are counted anyway. */
  readonly estimatesDistinct: boolean;
}

/** Beyond this a square overflows, and the engine refuses the whole query: such columns go without moments. */
const largestSquarable = 1e150;

type Figures = Readonly<Record<string, number | string | readonly number[] | null>>;

export interface MeasuredColumn {
  /** The column with what is now known of it. */
  readonly column: TableColumn;
  readonly measured: Measured;
}

export async function measure(db: Database, options: MeasureOptions): Promise<MeasuredColumn[]> {
  return withExactSpread(db, options.table, await measureAll(db, options));
}

/** An engine's one-pass spread loses as many digits as the mean is long in standard deviations: from here on it is measured again, around the mean. */
const longMean = 1_000;

async function withExactSpread(
  db: Database,
  table: string,
  all: readonly MeasuredColumn[],
): Promise<MeasuredColumn[]> {
  const isLong = ({ measured: { mean, sd } }: MeasuredColumn) =>
    mean !== undefined && sd !== undefined && sd > 0 && Math.abs(mean) > longMean * sd;
  const long = all.filter(isLong);
  if (long.length === 0) return [...all];
  const spreads = long.map(
    (one, at) => `stddev_samp(${distanceFrom(one.column, one.measured.mean ?? 0)}) AS s${String(at)}`,
  );
  const [found = {}] = await db.rows<Record<string, number | null>>(
    `SELECT ${spreads.join(', ')} FROM ${table}`,
  );
  return all.map((one) => {
    const sd = isLong(one) ? found[`s${String(long.indexOf(one))}`] : undefined;
    return typeof sd === 'number' ? { ...one, measured: { ...one.measured, sd } } : one;
  });
}

/** In whole numbers where the column has them, which a double cannot tell apart beyond 2^53. */
function distanceFrom(column: TableColumn, mean: number): string {
  if (/^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(column.type))
    return `(${finiteValue(column)}::HUGEINT - ${literal(String(Math.round(mean)))}::DOUBLE::HUGEINT)::DOUBLE`;
  return `${numberValue(column)} - ${literal(String(mean))}::DOUBLE`;
}

/** NaN and infinities are rare, and guarding against them costs half as much again: it is done once they were met. */
async function measureAll(db: Database, options: MeasureOptions): Promise<MeasuredColumn[]> {
  const { columns } = options;
  const hopeful = columns.map((column) => ({
    ...column,
    isFinite: isFloat(column) || column.isFinite === true,
  }));
  try {
    const measured = await ask(db, hopeful, options);
    const met = measured.filter(({ measured: { min, max } }) => isEndless(min) || isEndless(max));
    if (met.length === 0) return measured;
    const again = await ask(
      db,
      met.map(({ column }) => ({ ...column, isFinite: false })),
      options,
    );
    return measured.map((one) => again.find(({ column }) => column.name === one.column.name) ?? one);
  } catch (error) {
    if (!/out of range/i.test(error instanceof Error ? error.message : '')) throw error;
    return await ask(db, columns, options);
  }
}

async function ask(
  db: Database,
  columns: readonly TableColumn[],
  { table, rows, estimatesDistinct }: MeasureOptions,
): Promise<MeasuredColumn[]> {
  const aggregates = columns.flatMap((column, at) =>
    Object.entries(aggregatesOf(column, estimatesDistinct)).map(
      ([name, sql]) => `${sql} AS ${identifier(`${name}${at}`)}`,
    ),
  );
  const [figures = {}] = await db.rows<Figures>(`SELECT ${aggregates.join(', ')} FROM ${table}`);
  return columns.map((column, at) => ({ column, measured: measuredOf(column, figures, at, rows) }));
}

const isFloat = ({ type }: TableColumn) => type === 'FLOAT' || type === 'DOUBLE';
const isEndless = (value: number | string | undefined) =>
  typeof value === 'number' && !Number.isFinite(value);

function aggregatesOf(column: TableColumn, estimatesDistinct: boolean): Record<string, string> {
  const name = identifier(column.name);
  const value = finiteValue(column);
  const isGuarded = isFloat(column) && !column.isFinite;
  const distinct =
    estimatesDistinct && column.kind !== 'boolean' ? { distinct: `approx_count_distinct(${name})` } : {};
  const extremes = { min: `min(${value})`, max: `max(${value})` };
  if (isNumeric(column.kind)) {
    const number = /^(U?HUGEINT|BIGNUM|DECIMAL|FLOAT)/.test(column.type) ? numberValue(column) : value;
    const squarable = isGuarded ? `CASE WHEN abs(${name}) < ${largestSquarable} THEN ${name} END` : number;
    return {
      ...distinct,
      ...extremes,
      present: isGuarded ? `count(CASE WHEN NOT isnan(${name}) THEN 1 END)` : `count(${name})`,
      ...(isGuarded ? { infinite: `count(CASE WHEN isinf(${name}) THEN 1 END)` } : {}),
      mean: `avg(${squarable})`,
      sd: `stddev_samp(${squarable})`,
    };
  }
  if (isTime(column.kind)) {
    const milliseconds = numberValue(column);
    return {
      ...distinct,
      ...extremes,
      present: `count(${name})`,
      ...(estimatesDistinct ? { spread: `approx_quantile(${milliseconds}, [0.05, 0.95])` } : {}),
    };
  }
  if (column.kind === 'string') {
    const text = textValue(column);
    return {
      ...distinct,
      present: `count(${name})`,
      min: `left(min(${text}), ${textLimit})`,
      max: `left(max(${text}), ${textLimit})`,
      shortest: `min(length(${text}))`,
      longest: `max(length(${text}))`,
      length: `avg(length(${text}))`,
      // Whatever reads as a number starts with a digit, a sign, a point or space: all of them come before "A".
      numeric: `count(CASE WHEN ${text} < 'A' THEN try_cast(${text} AS DOUBLE) END)`,
    };
  }
  return { ...distinct, present: `count(${name})` };
}

function measuredOf({ name, type, kind }: TableColumn, figures: Figures, at: number, rows: number): Measured {
  const figure = (key: string) => figures[`${key}${at}`] ?? undefined;
  const number = (key: string) => {
    const value = figure(key);
    return value === undefined ? undefined : Number(value);
  };
  const extreme = (key: string) => {
    const value = figure(key);
    return value === undefined ? {} : { [key]: isNumeric(kind) ? Number(value) : String(value) };
  };
  const hasMoments = [number('min'), number('max')].every(
    (value) => value === undefined || Math.abs(value) < largestSquarable,
  );
  const [low, high] = (figures[`spread${at}`] as readonly number[] | null | undefined) ?? [];
  const [min, max, mean] = [number('shortest'), number('longest'), number('length')];
  return {
    name,
    type,
    kind,
    rows,
    present: number('present') ?? 0,
    infinities: number('infinite') ?? 0,
    ...extreme('min'),
    ...extreme('max'),
    ...(hasMoments ? { ...member('mean', number('mean')), ...member('sd', number('sd')) } : {}),
    ...member('approximateDistinct', number('distinct')),
    ...(low !== undefined && high !== undefined ? { timeSpread: { low, high } } : {}),
    ...(min !== undefined && max !== undefined && mean !== undefined ? { lengths: { min, max, mean } } : {}),
    ...(kind === 'string' ? member('numericTexts', number('numeric')) : {}),
  };
}

function member<K extends string>(key: K, value: number | undefined): { [P in K]?: number } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: number });
}
