// Every failure as a row with its reason and what to do: of the manifest, of a run, of a file that cannot be read.
import type { Problem } from '../errors';
import type { SectionName } from '../manifest/manifest';
import type { StageName } from '../run/run';
import type { BrokenFile, CatalogFacts, RunFacts } from './facts';
import { firstLine, tooltip } from './format';
import { minute } from '../times';
import type { CatalogNode } from './node';
import { lastFailure, whatHelps, whyFailed } from './runsAbout';
import { verbOf } from './words';
import type { Remedy } from '../remedy';

/** The stages whose failure is told at an entry. */
export const stagesOf = {
  datasets: ['collect', 'prepare', 'check'],
  models: ['train', 'tune', 'evaluate', 'register', 'promote', 'retrain'],
  deployments: ['deploy', 'monitor'],
} as const satisfies Partial<Record<SectionName, readonly StageName[]>>;

/** Rows about one entry: mistakes in the manifest, files that cannot be read, and stages whose newest run failed. */
export function failureRows(
  facts: CatalogFacts,
  section: SectionName,
  name: string,
  stages: readonly StageName[],
): readonly CatalogNode[] {
  return [
    ...facts.problems
      .filter(({ path = [] }) => path[0] === section && path[1] === name)
      .map((problem, index) => problemRow(problem, `${section}:${name}:${index}`, name)),
    ...facts.broken.filter((broken) => broken.section === section && broken.name === name).map(brokenRow),
    ...stages.flatMap((stage) => {
      const run = lastFailure(facts, stage, name);
      return run ? [failedRun(facts, run, { stage, name })] : [];
    }),
  ];
}

/** A file of ours that cannot be read. */
export const brokenRow = ({ file, name, reason, hint, remedy }: BrokenFile): CatalogNode =>
  failure({
    id: `failure:${file}`,
    label: reason,
    description: file,
    fix: hint,
    ...(remedy ? { remedy } : {}),
    about: { name, path: file },
  });

/** A mistake of the manifest at its line. */
export function problemRow(problem: Problem, id: string, name?: string): CatalogNode {
  const { severity, message, hint, file, line, column } = problem;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return {
    id: `problem:${id}`,
    kind: 'problem',
    label: message,
    ...(place === '' ? {} : { description: place }),
    tooltip: tooltip(message, [['Place', place === '' ? undefined : place]], hint),
    state: severity,
    about: {
      ...(name === undefined ? {} : { name }),
      ...(file === undefined ? {} : { path: file }),
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    },
    ...(hint === undefined ? {} : { fix: hint }),
    children: [],
  };
}

function failedRun(
  { zone }: CatalogFacts,
  run: RunFacts,
  { stage, name }: { readonly stage: StageName; readonly name: string },
): CatalogNode {
  const { record, state } = run;
  return failure({
    id: `failure:${record.id}:${name}`,
    label: `${verbOf(stage)} ${state.status === 'lost' ? 'was lost' : 'failed'}`,
    description: whyFailed(run),
    when: minute(state.endedAt ?? record.at, zone),
    ...whatHelps(run),
    about: { name, run: record.id, stage },
  });
}

function failure(row: {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly when?: string;
  readonly fix: string;
  readonly remedy?: Remedy;
  readonly about: CatalogNode['about'];
}): CatalogNode {
  const { when, ...told } = row;
  return {
    ...told,
    description: firstLine(row.description),
    kind: 'failure',
    tooltip: tooltip(row.label, [['When', when]], `${row.description} ${row.fix}`),
    state: 'error',
    children: [],
  };
}
