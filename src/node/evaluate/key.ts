// What decides an evaluation's figures, as a key; cheap, so that the tree can tell whether a model's are still those of now.
import type { Evaluation, EvaluationStanding } from '../../core/evaluate/evaluation';
import { positiveNow } from '../../core/run/aim';
import { digestJson } from '../files/digest';
import type { Project } from '../project';
import { isMeasured, type Candidate } from './candidate';
import { problemOf } from './problem';

/** Raised when the same model on the same rows would be measured otherwise; test/node/evaluate/key.test.ts tells when. */
export const rules = 1;

type Measurable = Pick<Candidate, 'training' | 'digest' | 'prepared' | 'isPreparedAnew'>;

/** Digest of everything that decides an evaluation: equal key, nothing to do. Throws `input` where the dataset names no target. */
export function evaluationKey(project: Project, { training, digest, prepared }: Measurable): string {
  const { declared, ...asked } = problemOf(project, training.model, prepared.dataset);
  const positive = positiveNow(training, {
    target: asked.target,
    ...(declared === undefined ? {} : { positive: declared }),
  });
  const { train, validation, test } = prepared.parts;
  const rows = [train, validation, test].map((part) => part?.fingerprint ?? null);
  return digestJson({ rules, model: digest, rows, ...asked, positive });
}

/** How the evaluation stands to one made now; undefined where the candidate's model file was not measured on its test rows. */
export function evaluationStanding(
  project: Project,
  candidate: Measurable,
  evaluation: Evaluation | undefined,
): EvaluationStanding | undefined {
  if (!evaluation || !isMeasured(candidate, evaluation)) return undefined;
  if (evaluation.measuredOn !== 'test') return 'current'; // a challenger's: it may have learnt from the test split
  if (project.manifest.datasets?.[candidate.prepared.dataset]?.target === undefined) return 'otherwise';
  return evaluation.key === evaluationKey(project, candidate) ? 'current' : 'otherwise';
}
