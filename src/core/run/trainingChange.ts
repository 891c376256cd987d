// Whether `run` would train again, as far as the manifest and the code tell: the parts of a training's key, told apart.
import { canonicalJson } from '../json';
import type { Dataset, MetricName, Model } from '../manifest/manifest';
import { trialsOf } from '../tune/space';
import type { Tuning } from '../tune/tuning';
import { aimChange, type Aim } from './aim';
import type { TrainingInputs } from './run';

export interface RecipeNow {
  readonly model: Pick<Model, 'train' | 'task' | 'params' | 'seed' | 'tune'>;
  /** What it learns from; undefined where that cannot be told. */
  readonly dataset: Pick<Dataset, 'target' | 'positive' | 'key'> | undefined;
  /** What trials are judged by. */
  readonly metric: MetricName;
  /** Digest of the code as it is; undefined where that cannot be told. */
  readonly script: string | undefined;
  /** Those that chose this training, as far as they are known. */
  readonly tunings: readonly Tuning[];
}

/** What has changed, as the beginning of a sentence, e.g. `its parameters have changed`; undefined where nothing has. */
export function trainingChange(
  {
    command,
    task,
    params,
    seed,
    code,
    ...aim
  }: Pick<TrainingInputs, 'command' | 'task' | 'params' | 'seed' | 'code'> & Aim,
  { model, dataset, metric, script, tunings }: RecipeNow,
): string | undefined {
  const trials = (model.tune ? trialsOf(model.tune) : []).map((trial) => trial.params);
  const wanted = [{}, ...trials].map((trial) => ({ ...model.params, ...trial }));
  if (command !== model.train) return 'its command has changed';
  if (task !== undefined && task !== model.task) return 'its task has changed';
  const changed = aimChange(aim, dataset);
  if (changed !== undefined) return changed;
  if (!wanted.some((one) => isEqual(one, params))) return 'its parameters have changed';
  if (seed !== model.seed) return 'its seed has changed';
  if (script !== undefined && script !== code.script) return 'its code has changed';
  if (tunings.length === 0) return undefined;
  const tried = tunings.filter((tuning) =>
    isEqual(
      tuning.trials.map((one) => one.params),
      trials,
    ),
  );
  if (tried.length === 0) return 'what its tuning tries has changed';
  if (!tried.some((tuning) => tuning.metric === metric && tuning.groupedBy === dataset?.key))
    return 'what its tuning judges by has changed';
  return undefined;
}

const isEqual = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);
