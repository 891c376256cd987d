// The verb `evaluate`: a candidate measured on the test split, each figure with its interval; the reading is recorded.
import { relative } from 'node:path';
import * as z from 'zod';
import type { SplitName } from '../../core/dataset/version';
import type { Evaluation } from '../../core/evaluate/evaluation';
import { goalVerdict } from '../../core/evaluate/goalVerdict';
import { formatInterval } from '../../core/evaluate/interval';
import { counted } from '../../core/figures';
import { worthSentences } from '../../core/value/worthText';
import { goalOf, metricOf } from '../../core/manifest/lookups';
import { modelNamed } from '../../core/manifest/modelDataset';
import { plain } from '../../core/json';
import { splitFile } from '../dataset/preparedFiles';
import { countTestReads, recordTestRead } from '../dataset/testReads';
import { findCandidate, requireAim, requireUnchanged, type Candidate } from '../evaluate/candidate';
import { classesIn } from '../evaluate/classes';
import { evaluateModel } from '../evaluate/evaluateModel';
import { evaluationFile, importanceFile, readEvaluation, scoresFile } from '../evaluate/file';
import { evaluationKey, evaluationStanding } from '../evaluate/key';
import { problemOf } from '../evaluate/problem';
import { readLabelledRows } from '../evaluate/rows';
import { writeJson } from '../files/atomic';
import { tellingIn, type Stage, type StageContext } from '../stage';

const request = z.strictObject({ model: z.string(), run: z.string().optional() });

export const evaluate: Stage<z.infer<typeof request>> = {
  name: 'evaluate',
  request,
  isDetached: false,
  async perform({ model, run }, context) {
    const { project } = context;
    const candidate = await findCandidate(project, model, run);
    requireAim(project, candidate);
    const known = await readEvaluation(candidate.run.folder);
    const isKnown = evaluationStanding(project, candidate, known) === 'current';
    const evaluation = known && isKnown ? known : await evaluateCandidate(model, candidate, context);
    const { metrics } = evaluation.test;
    const metric = metricOf(project.manifest, model);
    const figure = metrics[metric];
    const goal = goalOf(project.manifest, modelNamed(project.manifest, model));
    const verdict = goal && goalVerdict(metrics, goal);
    return {
      kind: isKnown ? 'skipped' : 'done',
      passed: verdict?.isMet ?? true,
      summary: `${isKnown ? 'Already measured' : 'Measured'} run ${evaluation.run} on ${counted(evaluation.test.rows, 'test row')}${verdict ? `, ${verdict.text}` : ''}.${[...worthSentences(evaluation), ...(evaluation.warnings ?? [])].map((one) => ` ${one}`).join('')}`,
      ...(figure ? { figure: `${metric} ${formatInterval(figure)}` } : {}),
      where: relative(project.root, evaluationFile(candidate.run.folder)),
      document: plain(evaluation),
    };
  },
};

async function evaluateCandidate(
  model: string,
  candidate: Candidate,
  context: StageContext,
): Promise<Evaluation> {
  const { project, clock, signal } = context;
  const { prepared, run } = candidate;
  const problem = problemOf(project, model, prepared.dataset);
  const fileOf = (split: SplitName) => splitFile(project, prepared, split, signal);
  const testFile = await fileOf('test');
  const tell = tellingIn(context);
  if (prepared.parts.validation) await tell('Reading the validation rows');
  const validation = prepared.parts.validation
    ? await readLabelledRows(await fileOf('validation'), problem, signal)
    : undefined;
  await tell('Reading the training rows');
  const train = await readLabelledRows(await fileOf('train'), problem, signal);
  const classes = classesIn(problem, train);
  await requireUnchanged(candidate);
  await recordTestRead(project, prepared, { model, run: run.id, at: clock.real(), why: 'evaluate' });
  await tell('Reading the test rows');
  const test = await readLabelledRows(testFile, problem, signal);
  const { importance, scores, ...measured } = await evaluateModel(
    {
      file: candidate.modelFile,
      ...problem,
      ...classes,
      ...(validation ? { validation } : {}),
      test,
      train,
    },
    signal,
    tell,
  );
  await requireUnchanged(candidate);
  const evaluation: Evaluation = {
    schema: 1,
    key: evaluationKey(project, candidate),
    model,
    run: run.id,
    digest: candidate.digest,
    ...(prepared.parts.test ? { testRows: prepared.parts.test.fingerprint } : {}),
    at: clock.judged(),
    measuredOn: 'test',
    ...measured,
    testReads: await countTestReads(project, prepared),
  };
  await writeJson(importanceFile(run.folder), importance);
  await writeJson(scoresFile(run.folder), scores);
  await writeJson(evaluationFile(run.folder), evaluation);
  return evaluation;
}
