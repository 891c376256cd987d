// Labels that are written as the target is collected, read by the steps that make the target of it.
import type { Version } from '../../core/registry/version';
import { isLifecycleError } from '../../core/errors';
import { labelOf } from '../../core/monitor/label';
import type { ServingPreparation } from '../../core/prepare/serving';
import { readVersion } from '../dataset/versions';
import { servingOf } from '../prepare/serving';
import type { RawRow } from '../prepare/rowTypes';
import type { Project } from '../project';
import { preparedColumn } from './preparedColumn';

export interface TargetReading {
  /** The target, as the prepared dataset has it. */
  readonly column: string;
  readonly version: Pick<Version, 'task' | 'classes'>;
  /** Undefined where no step makes it, or its steps do not read single rows or are not at hand. */
  readonly preparation?: ServingPreparation;
}

export async function targetReading(project: Project, version: Version): Promise<TargetReading> {
  const { target: column, lineage } = version;
  const prepared = await readVersion(project, lineage.dataset, lineage.prepared);
  const none = { column, version };
  if (prepared?.kind !== 'prepared') return none;
  try {
    const preparation = await servingOf(prepared, [{ name: column, type: 'string' }]);
    return preparation.steps.length > 0 ? { ...none, preparation } : none;
  } catch (error) {
    if (isLifecycleError(error) && error.code === 'input') return none;
    throw error;
  }
}

export interface TargetTexts {
  /** As the version has them, in order; undefined where the preparation makes nothing of one. */
  readonly labels: readonly (string | undefined)[];
  /** What is read as it was collected and would be another number as it is prepared, where nothing tells which it is. */
  readonly eitherWay?: { readonly text: string; readonly taken: string };
}

/**
 * A file without the target's own column is raw. With it, it may be either: a class that the version knows is one; numbers are
 * raw where numbers were collected; where text was, they are if they are text of which the preparation alone can read some, or
 * each that it reads as another number has its thousands parted.
 */
export async function targetLabels(
  texts: readonly string[],
  {
    target: { column: name, version, preparation },
    column,
    isText,
    raw,
  }: {
    readonly target: TargetReading;
    /** That the texts are of. */
    readonly column: string;
    readonly isText: boolean;
    /** The files' rows as the preparation reads them; undefined where they do not hold its columns. */
    readonly raw: readonly RawRow[] | undefined;
  },
): Promise<TargetTexts> {
  if (!preparation || !raw) return { labels: texts };
  const made = (await preparedColumn(preparation, raw, name)).map(textOf);
  const isKnown = (text: string | undefined) => text !== undefined && labelOf(version, text) !== undefined;
  const isOnlyRaw = (text: string, index: number) => !isKnown(text) && isKnown(made[index]);
  const asCollected = () => texts.map((text, index) => made[index] ?? (isKnown(text) ? undefined : text));
  const asPrepared = () => texts.map((text, index) => (isOnlyRaw(text, index) ? made[index] : text));
  if (column !== name) return { labels: asCollected() };
  const collected = preparation.inputs.find((input) => input.name === name)?.type;
  const wasText = collected === 'VARCHAR';
  if (version.task === 'classification' || collected === undefined || (wasText && !isText))
    return { labels: asPrepared() };
  if (wasText && texts.some(isOnlyRaw)) return { labels: asCollected() };
  const differing = texts.flatMap((text, index) => {
    const taken = made[index];
    return taken !== undefined && isKnown(taken) && Number(taken) !== Number(text) ? [{ text, taken }] : [];
  });
  const [first] = differing;
  if (!first || (wasText && !differing.every(({ text }) => thousands.test(text))))
    return { labels: asPrepared() };
  return { labels: asCollected(), eitherWay: first };
}

const thousands = /^[-+]?\d{1,3}([.,]\d{3})+$/;

const textOf = (value: unknown): string | undefined =>
  value === null || value === undefined
    ? undefined
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
