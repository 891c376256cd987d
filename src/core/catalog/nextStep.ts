// One thing to do now, and why; which there are is found in `next`.
import type { SectionName } from '../manifest/manifest';
import type { Paste } from '../manifest/paste';
import { commandText, remedy, type Remedy, type RemedyVerb } from '../remedy';
import type { StageName } from '../run/run';
import type { CatalogFacts, RunFacts } from './facts';
import { lastFailure, whatHelps, whyFailed } from './runsAbout';

export interface NextStep {
  /** The verb; `mend` is done in a file, `predict` by whoever has requests to send. */
  readonly stage: StageName | 'init' | 'mend' | 'approve' | 'predict';
  readonly severity: 'error' | 'warning' | 'info';
  /** `Collect bank`. */
  readonly title: string;
  /** A sentence. */
  readonly why: string;
  /** What to change first, a sentence, where running it once more alone would fail again. */
  readonly change?: string;
  /** What to run first. */
  readonly before?: Remedy;
  /** What to write into lifecycle.yaml. */
  readonly paste?: Paste;
  /** What to run; undefined where nothing is run. */
  readonly remedy?: Remedy;
  /** A person has to look: to run it again only tells the same again. */
  readonly isLook?: true;
  /** The same as it is typed. */
  readonly command?: string;
  /** Name in the manifest. */
  readonly name?: string;
  /** Of the name, where the stage does not say it. */
  readonly section?: SectionName;
  readonly version?: number;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The part of a step that says what to run. */
export function byRunning(
  verb: RemedyVerb,
  ...args: readonly string[]
): Pick<NextStep, 'remedy' | 'command'> {
  const toRun = remedy(verb, ...args);
  return { remedy: toRun, command: commandText(toRun) };
}

/** A stage that is due, and what to say of it. */
export interface DueStage {
  readonly stage: StageName;
  /** What the stage is about: a dataset, a model, a deployment. */
  readonly subject: string;
  /** As typed behind the verb; the subject when left out. */
  readonly args?: readonly string[];
  readonly severity: NextStep['severity'];
  /** `Collect bank`. */
  readonly title: string;
  readonly why: string;
  /** Why is what went wrong, and is told whether or not the stage failed before. */
  readonly isAlarm?: true;
  /** The dataset that it rests on. */
  readonly dataset?: string | undefined;
}

/** The step that runs a stage. Where that failed before, why; and unless something it rests on changed since, what to change first. */
export function runningStage(facts: CatalogFacts, due: DueStage): NextStep {
  const { stage, subject, args = [subject], severity, title, why } = due;
  const failure = lastFailure(facts, stage, subject);
  return {
    stage,
    severity: failure ? 'error' : severity,
    title: failure ? `${title} again` : title,
    ...(failure ? afterFailure(facts, failure, due) : { why, ...pythonBefore(facts, stage) }),
    ...byRunning(stage, ...args),
    name: subject,
  };
}

const withPython: readonly StageName[] = ['train', 'tune', 'retrain'];

const pythonBefore = ({ lacksEnvironment }: CatalogFacts, stage: StageName): Pick<NextStep, 'before'> =>
  lacksEnvironment && withPython.includes(stage) ? { before: remedy('python', '--create') } : {};

function afterFailure(
  facts: CatalogFacts,
  run: RunFacts,
  { dataset, isAlarm, why: alarm }: DueStage,
): Pick<NextStep, 'why' | 'change' | 'before'> {
  const why = `${isAlarm ? `${alarm} ` : ''}The last time it failed: ${whyFailed(run)}`;
  const changed = changedSince(facts, run, dataset);
  if (changed !== undefined) return { why: `${why} ${changed}` };
  const { fix, remedy: before } = whatHelps(run);
  return { why, change: fix.replaceAll('\n', ' '), ...(before ? { before } : {}) };
}

/** What the stage rests on and was written after its run; a sentence. Its code and this machine are not looked at. */
function changedSince(
  { manifestAt, datasets }: CatalogFacts,
  { record, state }: RunFacts,
  dataset: string | undefined,
): string | undefined {
  const end = state.endedAt ?? record.at;
  const data = datasets.find(({ name }) => name === dataset);
  if (manifestAt !== undefined && manifestAt > end) return 'lifecycle.yaml was changed since.';
  if (data?.prepared !== undefined && data.prepared.at > end) return `${dataset} was prepared since.`;
  if (data?.collected !== undefined && data.collected.at > end) return `${dataset} was collected since.`;
  return undefined;
}
