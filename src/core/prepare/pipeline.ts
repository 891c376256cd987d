// A preparation as a chain of SQL layers, one CTE each, and what is known of the columns between them. What a step means stands in compile.ts.
import type { Column } from '../dataset/version';
import type { Step, StepName } from '../manifest/step';
import type { ColumnType } from '../manifest/steps/cast';
import { identifier } from '../quote';

/** The hidden column that numbers the rows, from 0; it is in every layer and in no result. */
export const rowColumn = '_row';

export interface Layer {
  readonly name: string;
  /** A SELECT over an earlier layer, `_row` first. */
  readonly select: string;
  /** True where computing it again costs more than keeping it. */
  readonly isCostly: boolean;
}

/** A cast whose failures must be counted before its result is believed. */
export interface CastCheck {
  readonly column: string;
  readonly to: ColumnType;
  /** How its texts are written, where the step says so. */
  readonly format?: string;
  /** Over the layer before: true where a value is there and cannot be cast without loss. */
  readonly fails: string;
}

/** What one step became. */
export interface CompiledStep {
  readonly step: StepName;
  /** Place among the steps, from 0. */
  readonly index: number;
  /** Names of the layers before and after. */
  readonly before: string;
  readonly after: string;
  /** Columns it touches, makes or removes. */
  readonly columns: readonly string[];
  /** Columns that were not there before, or not with this type. */
  readonly created: readonly Column[];
  /** Over the layer before: cells of a row that change; undefined where the step makes columns or rows instead. */
  readonly changed?: string | undefined;
  readonly casts: readonly CastCheck[];
  /** Further figures of what it did, each a query of one number over the layers. */
  readonly counts: Partial<Readonly<Record<StepCount, string>>>;
}

/** `unmatched`: rows that found none in another dataset. `several`: rows that found more than one. `later`: rows that found one of a later time. */
export type StepCount = 'unmatched' | 'several' | 'later';

export interface Pipeline {
  readonly layers: readonly Layer[];
  readonly steps: readonly CompiledStep[];
  /** Of the last layer, without `_row`. */
  readonly columns: readonly Column[];
  /** True while rows come out by `_row` without being sorted. */
  readonly isInOrder: boolean;
  /** What a person should know of the steps. */
  readonly remarks: readonly StepRemark[];
}

export interface StepRemark {
  /** Place of the step, from 0. */
  readonly index: number;
  readonly message: string;
}

/** The layer before any step: `from` must have the columns and `row`, an expression that numbers its rows from 0. */
export function startPipeline(columns: readonly Column[], from = '"raw"', row = 'rowid'): Pipeline {
  const select = `SELECT ${row} AS ${identifier(rowColumn)}${list(columns)} FROM ${from}`;
  const layers = [{ name: 's0', select, isCostly: false }];
  return { layers, steps: [], columns, isInOrder: true, remarks: [] };
}

export const lastLayer = ({ layers }: Pipeline) => layers.at(-1)?.name ?? 's0';

/** The pipeline with one layer more; `select` gives `_row` and then `columns`. */
export function addLayer(
  before: Pipeline,
  { select, columns, isInOrder = true, isCostly = false }: NewLayer,
): Pipeline {
  const layer = { name: `s${String(before.layers.length)}`, select, isCostly };
  return { ...before, layers: [...before.layers, layer], columns, isInOrder: isInOrder && before.isInOrder };
}

export interface NewLayer {
  readonly select: string;
  readonly columns: readonly Column[];
  /** False where rows come out in another order than `_row`'s. */
  readonly isInOrder?: boolean;
  readonly isCostly?: boolean;
}

/** Records that the layers added between `before` and `after` are one step's. */
export function closeStep(before: Pipeline, after: Pipeline, step: StepNote): Pipeline {
  const isNew = ({ name, type }: Column) =>
    !before.columns.some((column) => column.name === name && column.type === type);
  const compiled: CompiledStep = {
    casts: [],
    counts: {},
    created: after.columns.filter(isNew),
    ...step,
    before: lastLayer(before),
    after: lastLayer(after),
  };
  return { ...after, steps: [...before.steps, compiled] };
}

export type StepNote = Pick<CompiledStep, 'step' | 'index' | 'columns' | 'changed'> &
  Partial<Pick<CompiledStep, 'casts' | 'counts' | 'created'>>;

/** `WITH` and every layer, to be followed by a SELECT over their names. */
export function withLayers(layers: readonly Layer[], keepCostly = false): string {
  const parts = layers.map(
    ({ name, select, isCostly }) =>
      `${name} AS ${isCostly && keepCostly ? 'MATERIALIZED' : 'NOT MATERIALIZED'} (${select})`,
  );
  return `WITH ${parts.join(',\n')}\n`;
}

/** The one query of a preparation: every column of the last layer, rows in order, `_row` left out. */
export function resultQuery(pipeline: Pipeline): string {
  const columns = pipeline.columns.map(({ name }) => identifier(name)).join(', ');
  const order = pipeline.isInOrder ? '' : ` ORDER BY ${identifier(rowColumn)}`;
  return `${withLayers(pipeline.layers)}SELECT ${columns} FROM ${lastLayer(pipeline)}${order}`;
}

/** `, "a", "b"` */
export const list = (columns: readonly Column[]) =>
  columns.map(({ name }) => `, ${identifier(name)}`).join('');

/** How a step is named to a person; steps count from 1. */
export const stepTitle = (step: Step, index: number, dataset: string) =>
  `Step ${String(index + 1)} (${Object.keys(step)[0] ?? ''}) of dataset "${dataset}"`;
