// What a check says of each thing that is expected of a dataset, and what it found, at the line of lifecycle.yaml or of the suite that says it.
import type { Problem } from '../errors';
import { fromManifest } from '../expect/fromManifest';
import { placeOf, type Place } from '../manifest/place';
import type { Dataset } from '../manifest/dataset';
import type { ExpectationResult, Finding } from '../quality/finding';
import { parseYaml } from '../yaml';
import type { DatasetFacts } from './facts';

export interface CheckMark {
  readonly dataset: string;
  /** Unique among those of the dataset. */
  readonly id: string;
  readonly label: string;
  /** `unknown`: it was not tested by what is written now. */
  readonly outcome: 'passed' | 'failed' | 'unknown';
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint?: string;
  /** Relative to the project. */
  readonly file: string;
  readonly place: Place;
}

/** `text`: of lifecycle.yaml, which `file` names. Datasets that the text does not have are passed over. */
export function checkMarks(
  text: string,
  file: string,
  datasets: readonly DatasetFacts[],
  settings: Readonly<Record<string, Dataset>>,
): readonly CheckMark[] {
  const parsed = parseYaml(text);
  if ('refused' in parsed) return [];
  return datasets.flatMap((facts) => {
    const dataset = settings[facts.name];
    if (!dataset) return [];
    const at = (path: readonly (string | number)[]) =>
      placeOf(parsed, text, ['datasets', facts.name, ...path], 'key');
    const results = facts.checkStanding === 'current' ? (facts.check?.expectations ?? []) : [];
    const worded = fromManifest(dataset.expect ?? {}).map(({ label, path }) =>
      marked(
        facts.name,
        label,
        results.find(({ expectation }) => expectation === label),
        { file, place: at(['expect', ...path]) },
      ),
    );
    const known = new Set(worded.map(({ label }) => label));
    const others = results
      .filter(({ expectation }) => !known.has(expectation))
      .map((result) =>
        marked(
          facts.name,
          result.expectation,
          result,
          result.at
            ? { file: result.at.file, place: lineOf(result.at.line) }
            : { file, place: at(['freshness']) },
        ),
      );
    const findings = facts.checkStanding === 'current' ? (facts.check?.findings ?? []) : [];
    return [
      ...worded,
      ...others,
      ...findings.flatMap((finding) => foundMark(facts.name, finding, { file, place: at([]) })),
    ];
  });
}

/** What is wrong of it, as problems of files. */
export const markProblems = (marks: readonly CheckMark[]): readonly Problem[] =>
  marks
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ severity, message, hint, file, place }) => ({
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      file,
      ...place,
    }));

type Where = Pick<CheckMark, 'file' | 'place'>;

function marked(
  dataset: string,
  label: string,
  result: ExpectationResult | undefined,
  where: Where,
): CheckMark {
  return {
    dataset,
    id: `expectation ${where.file}:${where.place.line} ${label}`,
    label,
    outcome: result === undefined ? 'unknown' : result.passed ? 'passed' : 'failed',
    severity: result?.severity === undefined || result.severity === 'error' ? 'error' : 'warning',
    message: result === undefined ? label : `${dataset}: ${label}: ${result.observed}.`,
    ...where,
  };
}

/** Notes, and what preparation took care of, ask for nothing. */
function foundMark(
  dataset: string,
  { id, severity, message, fix, resolvedBy }: Finding,
  where: Where,
): readonly CheckMark[] {
  if (severity === 'info' || resolvedBy !== undefined) return [];
  const mark: CheckMark = {
    dataset,
    id: `finding ${id}`,
    label: id,
    outcome: 'failed',
    severity,
    message: `${dataset}: ${message}`,
    ...(fix === undefined ? {} : { hint: fix.text }),
    ...where,
  };
  return [mark];
}

const lineOf = (line: number): Place => ({ line, column: 1, endLine: line, endColumn: 200 });
