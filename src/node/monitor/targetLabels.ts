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

/**
 * The labels as the version has them, in order; undefined where the preparation makes nothing of one. A file without the target's own
 * column is raw. With it, it may be either: a class that the version knows is one, and numbers are raw only where they are text of
 * which the preparation alone can read some.
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
): Promise<readonly (string | undefined)[]> {
  if (!preparation || !raw) return texts;
  const made = (await preparedColumn(preparation, raw, name)).map(textOf);
  const isKnown = (text: string | undefined) => text !== undefined && labelOf(version, text) !== undefined;
  const isOnlyRaw = (text: string, index: number) => !isKnown(text) && isKnown(made[index]);
  const isPrepared = column === name && (version.task === 'classification' || !isText || !texts.some(isOnlyRaw)); // prettier-ignore
  return texts.map((text, index) => {
    const label = made[index];
    if (isPrepared) return isOnlyRaw(text, index) ? label : text;
    return label ?? (isKnown(text) ? undefined : text);
  });
}

const textOf = (value: unknown): string | undefined =>
  value === null || value === undefined
    ? undefined
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
