// Which runs are about an entry of the manifest, and which of them still matter.
import type { Plain } from '../json';
import { served } from '../manifest/served';
import { places } from '../places';
import { isStageName } from '../stageName';
import { subjectsOf } from '../run/about';
import type { StageName } from '../run/run';
import { hasEnded } from '../run/state';
import type { Tuning } from '../tune/tuning';
import type { CatalogFacts, RunFacts } from './facts';
import { remedy, type Remedy } from '../remedy';

/** Newest first; trials of a tuning are part of that run, not runs of the model's own. */
export function runsAbout(facts: CatalogFacts, stage: StageName, name: string): readonly RunFacts[] {
  const tunings = new Set(
    facts.runs.filter(({ record }) => record.stage === 'tune').map(({ record }) => record.id),
  );
  return facts.runs
    .filter(
      ({ record }) =>
        record.stage === stage &&
        isAbout(record, name) &&
        (record.parent === undefined || !tunings.has(record.parent)),
    )
    .map((run) => asFor(run, name));
}

/** A run over many entries as it went for one of them: it failed only for those that its error names. */
function asFor(run: RunFacts, wanted: string): RunFacts {
  const { error, ...state } = run.state;
  if (!error?.parts) return run;
  const part = error.parts.find(({ name }) => name === wanted);
  return {
    ...run,
    state: part ? { ...state, error: { ...part, code: error.code } } : { ...state, status: 'done' },
  };
}

/** The newest run of this stage about the entry that did its work. */
export const lastDone = (facts: CatalogFacts, stage: StageName, name: string): RunFacts | undefined =>
  doneRuns(facts, stage, name)[0];

const doneRuns = (facts: CatalogFacts, stage: StageName, name: string): readonly RunFacts[] =>
  runsAbout(facts, stage, name).filter(({ state }) => state.status === 'done');

/** What makes a failure a thing of the past: tuning trains too, new data asks for a new check, and whether to retrain is asked of the version in use. */
const overtakenBy: Partial<Record<StageName, StageName>> = {
  train: 'tune',
  check: 'prepare',
  retrain: 'promote',
};

/**
 * The newest run of this stage, but for those that were declined, where it failed or was lost; undefined once a later one
 * went well, was stopped by a person, or was overtaken, or what it called for was done.
 */
export function lastFailure(facts: CatalogFacts, stage: StageName, name: string): RunFacts | undefined {
  const newest = runsAbout(facts, stage, name).find(
    ({ state: { status, error } }) => hasEnded(status) && error?.isDeclined !== true,
  );
  if (newest?.state.status !== 'failed' && newest?.state.status !== 'lost') return undefined;
  if (isReadableAgain(facts, newest) || hasPythonSince(facts, newest)) return undefined;
  const other = overtakenBy[stage];
  const later = [...(other ? doneRuns(facts, other, name) : []), ...followed(facts, newest)];
  // A promotion that the gates refused has changed nothing.
  const helps = (run: RunFacts) => run.record.at > newest.record.at && run.state.outcome?.passed !== false;
  return later.some(helps) ? undefined : newest;
}

/** Nothing but files of a registry that could not be read kept it from its work, and they can be by now: those that cannot are told by rows of their own. */
function isReadableAgain({ broken }: CatalogFacts, { state: { error } }: RunFacts): boolean {
  const files = error?.problems?.map(({ file = '' }) => file) ?? [];
  return (
    files.length > 0 &&
    files.every((file) => file.startsWith(`${places.registry}/`) && !broken.some((one) => one.file === file))
  );
}

/** It called for the project's Python environment, which was completed since. */
const hasPythonSince = ({ environmentAt }: CatalogFacts, { record, state: { error, endedAt } }: RunFacts) =>
  error?.remedy?.verb === 'python' && environmentAt !== undefined && environmentAt > (endedAt ?? record.at);

/** Runs that did the work of the stage that a failure names as its remedy, e.g. `promote uptake@2`. */
function followed(facts: CatalogFacts, { state: { error } }: RunFacts): readonly RunFacts[] {
  const { verb = '', args: [about] = [] } = error?.remedy ?? {};
  return isStageName(verb) && about !== undefined ? doneRuns(facts, verb, served(about).model) : [];
}

/** Why a run failed, for a person. */
export const whyFailed = ({ state: { status, error } }: RunFacts): string =>
  error?.message ??
  (status === 'lost'
    ? 'Its process ended without a word, e.g. because the machine went down.'
    : 'It failed.');

/** What to do about a run that failed: what its error says, else its log. */
export function whatHelps({ record, state: { error } }: RunFacts): {
  readonly fix: string;
  readonly remedy?: Remedy;
} {
  if (error?.hint === undefined)
    return { fix: 'See its log, then run it again.', remedy: error?.remedy ?? remedy('log', record.id) };
  return { fix: error.hint, ...(error.remedy ? { remedy: error.remedy } : {}) };
}

/** Runs of these stages about the entry that go on now. */
export const running = (
  facts: CatalogFacts,
  stages: readonly StageName[],
  name: string,
): readonly RunFacts[] =>
  stages.flatMap((stage) => runsAbout(facts, stage, name).filter(({ state }) => !hasEnded(state.status)));

/** The trials of a tuning: those that it started, and those that it found done. */
export function trialsOf(facts: CatalogFacts, { record, state }: RunFacts): readonly RunFacts[] {
  const used = tuningOf(state)?.trials.map(({ run }) => run) ?? [];
  return facts.runs.filter(
    (run) =>
      run.record.stage === 'train' && (run.record.parent === record.id || used.includes(run.record.id)),
  );
}

/** The runs that this one started, in the order of their start. */
export const startedBy = (facts: CatalogFacts, { record: { id } }: RunFacts): readonly RunFacts[] =>
  facts.runs.filter(({ record }) => record.parent === id).toReversed();

/** What a tuning came to; undefined while it runs, and of any other run. */
export const tuningOf = ({ outcome }: RunFacts['state']): Tuning | undefined => {
  const document = outcome?.document as Plain<Partial<Tuning>> | null | undefined;
  return document?.trials && (document as Tuning);
};

const isAbout = (record: RunFacts['record'], wanted: string) => subjectsOf(record)?.includes(wanted) ?? true;
