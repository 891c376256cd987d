// Each model's candidate, by the same record that evaluate and register take it by.
import type { BrokenFile, CandidateFacts } from '../../core/catalog/facts';
import { shapes } from '../../core/shapes';
import { preparationFor } from '../evaluate/candidate';
import { readEvaluation } from '../evaluate/file';
import { evaluationStanding } from '../evaluate/key';
import type { Project } from '../project';
import { candidateFile, latestCandidate } from '../run/candidate';
import { scriptNow } from '../train/scriptNow';
import { readSmallJson } from './smallFile';
import { remedy } from '../../core/remedy';

/** `asOf`: candidates trained later are left out. What cannot be read is no candidate. */
export async function gatherCandidates(
  project: Project,
  asOf: string | undefined,
  signal = new AbortController().signal,
): Promise<readonly CandidateFacts[]> {
  const models = Object.entries(project.manifest.models ?? {});
  const read = models.map(async ([model, { output }]): Promise<readonly CandidateFacts[]> => {
    const found = await latestCandidate(project, model).catch(() => undefined);
    if (!found || (asOf !== undefined && (found.record.asOf ?? found.record.at) > asOf)) return [];
    const { record, state, folder } = found;
    const evaluation = await readEvaluation(folder).catch(() => undefined);
    const prepared =
      state.training && (await preparationFor(project, state.training.data).catch(() => undefined));
    const digest = state.outputs.find(({ path }) => path === output)?.digest;
    const candidate = state.training &&
      prepared &&
      digest !== undefined && { training: state.training, digest, ...prepared };
    const standing = candidate ? evaluationStanding(project, candidate, evaluation) : undefined;
    const script = state.training && (await scriptNow(project, model, signal).catch(() => undefined));
    return [
      {
        model,
        run: { record, state },
        ...(evaluation && standing ? { measured: { standing, metrics: evaluation.test.metrics } } : {}),
        ...(script === undefined ? {} : { script }),
      },
    ];
  });
  return (await Promise.all(read)).flat();
}

/** Files of candidates that cannot be used. */
export async function brokenCandidates(project: Project): Promise<readonly BrokenFile[]> {
  const models = Object.keys(project.manifest.models ?? {});
  const readings = models.map((name) =>
    readSmallJson(
      {
        file: candidateFile(project, name),
        root: project.root,
        section: 'models',
        name,
        hint: 'Train it again.',
        remedy: remedy('train', name),
      },
      shapes.candidate,
    ),
  );
  return (await Promise.all(readings)).flatMap(({ broken }) => broken ?? []);
}
