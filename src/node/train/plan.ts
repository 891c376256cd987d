// Everything a training is made of, gathered before it starts: enough to tell that nothing changed, and to start it.
import { modelNamed } from '../../core/manifest/modelDataset';
import type { TrainingInputs } from '../../core/run/run';
import { trainingKeyParts } from '../../core/run/trainingKey';
import { digestJson } from '../files/digest';
import { noPython } from '../python/describe';
import type { Project } from '../project';
import type { StageContext } from '../stage';
import { aimOf } from './aim';
import { codeFacts } from './code';
import { inherited, locateProgram, parseCommand, pythonFor } from './command';
import { trainingData } from './data';
import type { TrainRequest } from './request';
import { ownVariables } from './variables';

export interface TrainingPlan {
  readonly inputs: TrainingInputs;
  /** Uncommitted changes; empty where there are none. */
  readonly patch: string;
  /** Absolute path. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Of the rows it learns from; undefined where that is not known. */
  readonly columns?: readonly string[];
}

/** `out`: the folder the command writes into. Throws what keeps the training from starting. */
export async function planTraining(
  project: Project,
  request: TrainRequest,
  out: string,
  { report, signal }: Pick<StageContext, 'report' | 'signal'>,
): Promise<TrainingPlan> {
  const model = modelNamed(project.manifest, request.model);
  const params = { ...model.params, ...request.params };
  const seed = request.seed ?? model.seed;
  const data = await trainingData(project, request, signal);
  const { task } = model;
  const own = ownVariables({ task, train: data.train, validation: data.validation, out, seed, params });
  const command = parseCommand(model.train, { ...process.env, ...own });
  const python = await pythonFor(project, command, {
    report: (message) => report({ kind: 'progress', message }),
    signal,
  });
  const env = { ...inherited(python?.environment.python), ...own };
  const program = await locateProgram(project, command, python, env['PATH']);
  const { code, patch } = await codeFacts(project, command.args, signal);
  const inputs: Omit<TrainingInputs, 'key'> = {
    model: request.model,
    command: model.train,
    task,
    ...(await aimOf(
      project,
      { model: request.model, dataset: data.facts.dataset, file: data.train },
      signal,
    )),
    params,
    seed,
    data: data.facts,
    ...(data.knownUntil === undefined ? {} : { knownUntil: data.knownUntil }),
    code,
    environment: python?.environment ?? noPython,
  };
  const key = digestJson(trainingKeyParts(inputs));
  return {
    inputs: { ...inputs, key },
    patch,
    program,
    args: command.args,
    env,
    ...(data.columns ? { columns: data.columns } : {}),
  };
}
