// The verb `register`: the evaluated candidate becomes an immutable, numbered version.
import * as z from 'zod';
import { failed, wrongInput } from '../../core/errors';
import { formatInterval } from '../../core/evaluate/interval';
import { minute } from '../../core/times';
import type { Version } from '../../core/registry/version';
import { ownZone } from '../clock';
import { splitFile } from '../dataset/preparedFiles';
import type { Outcome } from '../../core/run/run';
import { findCandidate, requireUnchanged } from '../evaluate/candidate';
import { readEvaluation, readImportance, readScores } from '../evaluate/file';
import { evaluationStanding } from '../evaluate/key';
import { problemOf } from '../evaluate/problem';
import { whoami } from '../git';
import { readRegistry } from '../registry/read';
import { referenceOf } from '../registry/reference';
import { restoreFiles } from '../registry/restore';
import { registerVersion, versionOfCandidate, type Registered } from '../registry/register';
import { tellingIn, type Stage } from '../stage';
import { remedy } from '../../core/remedy';
import { places } from '../../core/places';

const request = z.strictObject({ model: z.string(), run: z.string().optional() });

export const register: Stage<z.infer<typeof request>> = {
  name: 'register',
  request,
  isDetached: false,
  async perform({ model, run }, context) {
    const { project, clock, signal } = context;
    const tell = tellingIn(context);
    const candidate = await findCandidate(project, model, run);
    const evaluation = await readEvaluation(candidate.run.folder);
    const standing = evaluationStanding(project, candidate, evaluation);
    const first = { isDeclined: true, hint: 'Evaluate it first.', remedy: remedy('evaluate', model) };
    if (!evaluation || standing === undefined)
      throw failed(`Run ${candidate.run.id} was not evaluated yet.`, first);
    const { state } = await readRegistry(project.paths, model);
    const known = versionOfCandidate(state, candidate);
    if (!known && standing !== 'current')
      throw failed(
        `Run ${candidate.run.id} was measured by other settings or rules than those of now.`,
        first,
      );
    if (known && known.at > clock.judged()) throw registeredLater(known, clock.judged());
    const restored: Restored[] = [];
    for (const version of state.versions)
      for (const { name } of await restoreFiles(project, version))
        restored.push({ version: version.version, name });
    if (known) return outcomeOf({ version: known, isNew: false }, { ...evaluation, restored });
    await requireUnchanged(candidate);
    await whoami(project.root); // before the long work
    const { time } = problemOf(project, model, candidate.prepared.dataset);
    const importance = await readImportance(candidate.run.folder);
    const scores = await readScores(candidate.run.folder);
    const reference = await referenceOf(
      {
        trainFile: await splitFile(project, candidate.prepared, 'train', signal),
        modelFile: candidate.modelFile,
        ...(time === undefined ? {} : { time }),
        ...(scores ? { scores } : {}),
        ...(importance ? { importance } : {}),
      },
      signal,
      tell,
    );
    await tell('Storing the version');
    const registration = { project, clock, ...candidate, evaluation, reference };
    const registered = await registerVersion(registration, signal, tell);
    return outcomeOf(registered, { ...evaluation, restored, hasScores: scores !== undefined });
  },
};

function registeredLater({ model, version, at }: Version, asOf: string) {
  const zone = ownZone();
  return wrongInput(
    `${model}@${version} was registered on ${minute(at, zone)}, after ${minute(asOf, zone)}, the time asked for: there was no such version then.`,
    { isDeclined: true, hint: 'Leave --as-of out, or ask for a later time.' },
  );
}

/** A file that the store had lost, or that was changed there. */
interface Restored {
  readonly version: number;
  readonly name: string;
}

interface Told {
  readonly metric: string;
  /** Chosen by the evaluation as it is now. */
  readonly threshold?: { readonly value: number };
  readonly restored: readonly Restored[];
  /** Of a new version: whether it keeps scores to compare those of windows with. */
  readonly hasScores?: boolean;
}

const shown = (threshold: number) => Number(threshold.toPrecision(4));

function outcomeOf(
  { version, isNew }: Registered,
  { metric, threshold, restored, hasScores = true }: Told,
): Outcome {
  const { model } = version;
  const figure = version.metrics.values[metric];
  const back =
    restored.length === 0
      ? ''
      : ` Put back into the store, as they were registered: ${restored.map((file) => `${file.name} of ${model}@${file.version}`).join(', ')}.`;
  const blind = hasScores
    ? ''
    : ` Drift of its predictions cannot be judged, as run ${version.run} was evaluated before the scores for that were kept: train on newer data or with anything else changed, evaluate, and register that run.`;
  const kept =
    threshold && version.threshold !== undefined && threshold.value !== version.threshold
      ? ` It keeps the threshold that it was registered with, ${shown(version.threshold)}: to have the one of now, ${shown(threshold.value)}, train with anything else changed, evaluate, and register that run.`
      : '';
  return {
    kind: isNew || restored.length > 0 ? 'done' : 'skipped',
    passed: true,
    summary: `${model}@${version.version} ${isNew ? 'is registered' : 'was registered before'} from run ${version.run}.${kept}${blind}${back}`,
    ...(figure ? { figure: `${metric} ${formatInterval(figure)}` } : {}),
    where: places.card(model, version.version),
    document: {
      model,
      version: version.version,
      run: version.run,
      isNew,
      restored: restored.map((file) => ({ ...file })),
      digest: version.files[0]?.digest ?? null,
    },
  };
}
