// What a training came to, by doing it or by finding it done, and how that is told.
import type { Outcome, OutputFile, TrainingInputs } from '../../core/run/run';
import { hasWholeOutputs } from '../run/candidate';
import { listRuns, type FoundRun } from '../run/find';
import type { Project } from '../project';

export interface Trained {
  readonly kind: Outcome['kind'];
  readonly inputs: TrainingInputs;
  /** The run that has the model: an earlier one where nothing had changed. */
  readonly run: string;
  /** Where the model lies, relative to the project. */
  readonly where: string;
  readonly outputs: readonly OutputFile[];
  /** As the script told them. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
  /** What the command took; undefined where it was not started. */
  readonly seconds?: number;
}

/** The newest successful run of the model with this key whose files are still there. */
export async function findTrained(
  project: Project,
  model: string,
  key: string,
): Promise<FoundRun | undefined> {
  for (const run of await listRuns(project, { stage: 'train', name: model }))
    if (run.state.training?.key === key && (await hasWholeOutputs(run))) return run;
  return undefined;
}

export function trainingOutcome(trained: Trained): Outcome {
  const { kind, inputs, run, where, outputs, metrics, warnings, seconds } = trained;
  const [first] = Object.entries(metrics);
  return {
    kind,
    passed: true,
    summary:
      seconds === undefined
        ? `${inputs.model} is unchanged since run ${run}.`
        : [`Trained ${inputs.model} in ${seconds.toFixed(1)} s.`, ...warnings].join('\n  '),
    ...(first ? { figure: `${first[0]} ${Number(first[1].toPrecision(4))}` } : {}),
    where,
    document: {
      model: inputs.model,
      run,
      key: inputs.key,
      params: inputs.params,
      seed: inputs.seed,
      outputs: outputs.map(({ path, digest, bytes }) => ({ path, digest, bytes })),
      metrics,
      warnings,
      ...(seconds === undefined ? {} : { seconds }),
    },
  };
}
