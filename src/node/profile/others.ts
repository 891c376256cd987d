// The profiles of columns that are no numbers: texts, times, truth values, lists and objects.
import { estimateDistinct } from '../../core/profile/distinctSketch';
import { isTime } from '../../core/profile/kind';
import { needsExactDistinct } from '../../core/profile/semantic';
import { textLimit } from '../../core/profile/written';
import type { Database } from '../duckdb/engine';
import { identifier } from '../duckdb/quote';
import { finiteValue, textValue, type TableColumn } from './columns';
import { countTimes } from './countTimes';
import { countDistinct, countValues, type ValueCounts } from './countValues';
import { defined, fewValues, type ColumnsOptions, type MeasuredColumn } from './numbers';
import { sketchColumns, type Sketched } from './sketches';
import { textFigures, textFiguresOf, type TextFigures, type TextRow } from './textFigures';

const exampleLimit = 1_000;

/** By column name. */
export async function measureOthers(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
  { rows, countsAll }: ColumnsOptions,
): Promise<Map<string, MeasuredColumn>> {
  const countable = columns.filter(({ kind }) => kind !== 'other');
  const sketched = await sketchColumns(
    db,
    table,
    columns.filter(({ kind }) => kind === 'other' || (kind !== 'boolean' && !countsAll)),
  );
  const values = await countValues(
    db,
    table,
    countable.filter((column) => {
      const sketch = sketched.get(column.name);
      return sketch === undefined || paysToCount(column, sketch);
    }),
  );
  const others = columns.filter(({ name }) => !values.has(name));
  const texts = others.filter(({ kind }) => kind === 'string');
  const figures = await measureTexts(db, table, texts);
  const examples = await exampleTexts(db, table, texts);
  const distinct = await countDistinct(
    db,
    table,
    others.filter((column) => {
      const { sketch, present } = sketched.get(column.name) as Sketched;
      if (column.kind === 'other') return countsAll;
      return needsExactDistinct({
        ...column,
        present,
        distinct: Math.min(estimateDistinct(sketch), present),
        isDistinctExact: false,
        examples: examples.get(column.name) ?? [],
      });
    }),
  );
  const spans = await measureTimes(
    db,
    table,
    others.filter(({ kind }) => isTime(kind)),
  );
  const isComplete = ({ name }: TableColumn) => {
    const known = values.get(name);
    return known !== undefined && known.distinct === known.values.length;
  };
  const times = await countTimes(
    db,
    table,
    columns.flatMap((column) => {
      if (!isTime(column.kind) || isComplete(column)) return [];
      const span = values.get(column.name) ?? spans.get(column.name);
      const [min, max] = [span?.min, span?.max].map((time) => Date.parse(time ?? '')) as [number, number];
      return Number.isFinite(min) && Number.isFinite(max) ? [{ column, min, max }] : [];
    }),
  );
  return new Map(
    columns.map(({ name, type, kind }) => {
      const counts: Partial<ValueCounts> = values.get(name) ?? {};
      const { present = 0, sketch } = { ...sketched.get(name), ...counts };
      const { min, max, lengths, numericTexts } = { ...figures.get(name), ...spans.get(name), ...counts };
      return [
        name,
        {
          measured: {
            name,
            type,
            kind,
            rows,
            present,
            infinities: 0,
            ...defined({ min, max, lengths, numericTexts }),
          },
          counted: defined({
            values: counts.values,
            distinct: counts.distinct ?? distinct.get(name),
            sketch,
            times: times.get(name),
            examples: examples.get(name),
          }),
        },
      ];
    }),
  );
}

/** Nested values are never counted; values that hardly repeat say nothing, and cost the most. */
function paysToCount({ kind }: TableColumn, { present, sketch }: Sketched): boolean {
  if (kind === 'other') return false;
  const distinct = estimateDistinct(sketch);
  return distinct <= fewValues || (kind === 'string' && distinct <= present / 2);
}

async function measureTexts(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, TextFigures>> {
  const found = new Map<string, TextFigures>();
  for (const column of columns) {
    const [row] = await db.rows<TextRow>(
      `SELECT ${textFigures('v', '1')} FROM (SELECT ${textValue(column)} AS v FROM ${table}) WHERE v IS NOT NULL`,
    );
    if (row) found.set(column.name, textFiguresOf(row));
  }
  return found;
}

/** The extremes of each column, ISO text; undefined where it has no value. */
async function measureTimes(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, { readonly min?: string; readonly max?: string }>> {
  if (columns.length === 0) return new Map();
  const asked = columns.map(
    (column, at) => `min(${finiteValue(column)}) AS a${at}, max(${finiteValue(column)}) AS b${at}`,
  );
  const [row = {}] = await db.rows<Record<string, string | null>>(`SELECT ${asked.join(', ')} FROM ${table}`);
  return new Map(
    columns.map(({ name }, at) => [
      name,
      defined({ min: row[`a${at}`] ?? undefined, max: row[`b${at}`] ?? undefined }),
    ]),
  );
}

/** The first texts of each column. */
async function exampleTexts(
  db: Database,
  table: string,
  columns: readonly TableColumn[],
): Promise<Map<string, string[]>> {
  const examples = new Map<string, string[]>();
  for (const column of columns) {
    const found = await db.rows<{ v: string }>(
      `SELECT left(${textValue(column)}, ${textLimit}) AS v FROM ${table} WHERE ${identifier(column.name)} IS NOT NULL LIMIT ${exampleLimit}`,
    );
    examples.set(
      column.name,
      found.map(({ v }) => v),
    );
  }
  return examples;
}
