// What was found in the collected data beside what is left in the prepared data: the rest was taken care of by a step.
import { isUnordered, type SplitBy } from '../manifest/splitBy';
import { isOnRows, namesIn, renamesIn, takes, type Step } from '../manifest/step';
import { bySeverity } from './detectors';
import { findingId } from './detector';
import type { Finding, FindingKind } from './finding';

export interface Resolution {
  readonly collected: readonly Finding[];
  readonly prepared: readonly Finding[];
  readonly steps: readonly Step[];
  /** How the data is split, in the manifest's word; undefined where it is not. */
  readonly splitBy?: SplitBy;
}

/** Of how the source came, which no step changes but one that leaves the column out. */
const ofSource: readonly FindingKind[] = [
  'odd-file',
  'schema-change',
  'volume-change',
  'value-change',
  'nothing-newer',
];
/** Gone where preparation makes the column that tells the time of a row: then no step mended anything. */
const ofRoles: readonly FindingKind[] = ['blocked-rows'];

/** What is open in the prepared data first, and how files were read, which no step changes; then, each with what resolved it, what is answered and what was found in the collected data only. */
export function resolveFindings({ collected, prepared, steps, splitBy }: Resolution): Finding[] {
  const open = new Set(prepared.map(({ id }) => id));
  const renamed = (name: string) => steps.reduce((now, step) => renamesIn(step)[now] ?? now, name);
  const isDropped = (name: string) =>
    steps.some((step) => ('drop' in step || 'select' in step) && takes(step, name));
  const ofFiles = collected.filter(
    ({ kind, columns }) => ofSource.includes(kind) && !columns.some(isDropped),
  );
  const gone = collected.filter(
    (finding) =>
      !ofFiles.includes(finding) &&
      !ofRoles.includes(finding.kind) &&
      !open.has(findingId(finding.kind, finding.columns.map(renamed))),
  );
  const guessed = gone.flatMap((finding) => castByGuess(finding, steps) ?? []);
  const left = [...ofFiles, ...prepared.map((finding) => resolvedBySplit(finding, splitBy)), ...guessed];
  return [
    ...bySeverity(left.filter((finding) => finding.resolvedBy === undefined)),
    ...bySeverity([
      ...left.filter((finding) => finding.resolvedBy !== undefined),
      ...gone
        .filter(({ id }) => guessed.every((finding) => finding.id !== id))
        .map((finding) => ({ ...finding, resolvedBy: resolvedBy(finding, steps) })),
    ]),
  ];
}

/** A target that moves is no problem of a split that respects time. */
function resolvedBySplit(finding: Finding, splitBy: SplitBy | undefined): Finding {
  const isAnswered = finding.kind === 'target-drift' && finding.severity === 'warning';
  return isAnswered && splitBy !== undefined && !isUnordered(splitBy)
    ? { ...finding, resolvedBy: `split by ${splitBy}` }
    : finding;
}

/** A cast reads 1.234 as a fraction and asks nobody: what no value tells stays open until a step says it. */
function castByGuess(finding: Finding, steps: readonly Step[]): Finding | undefined {
  const { eitherWay } = finding.evidence;
  const step = resolvingStep(finding, steps);
  if (typeof eitherWay !== 'string' || !step || !('cast' in step)) return undefined;
  const [column = ''] = finding.columns;
  return {
    ...finding,
    message: `${column} was cast to a number as it stands, its mark taken as a decimal one, e.g. that of "${eitherWay}".`,
    ...(finding.fix ? { fix: { text: `Say it in a step in place of the cast. ${finding.fix.text}` } } : {}),
  };
}

function resolvedBy(finding: Finding, steps: readonly Step[]): string {
  const step = resolvingStep(finding, steps);
  return step ? describe(step) : 'preparation';
}

/** The step that most plainly did it: one that names the column, else one that works on whole rows. */
function resolvingStep({ kind, columns }: Finding, steps: readonly Step[]): Step | undefined {
  const names = new Set(columns);
  for (const step of steps)
    for (const [from, to] of Object.entries(renamesIn(step))) if (names.has(from)) names.add(to);
  const naming = steps.filter((step) => namesIn(step).some((name) => names.has(name)));
  const wholeRows = steps.filter(isOnRows);
  const fitting = preferred(kind).flatMap((name) => [...naming, ...wholeRows].filter((step) => name in step));
  return (
    naming.find((one) => 'drop' in one) ??
    fitting[0] ??
    naming.find((one) => !('rename' in one)) ??
    wholeRows[0]
  );
}

function preferred(kind: FindingKind): readonly string[] {
  switch (kind) {
    case 'hidden-missing':
    case 'spelling-variants':
      return ['replace', 'trim'];
    case 'kept-as-text':
      return ['derive', 'cast'];
    case 'mixed-types':
      return ['cast', 'replace'];
    case 'duplicate-rows':
    case 'near-duplicate-rows':
    case 'conflicting-labels':
      return ['deduplicate'];
    case 'damaged-text':
    case 'rare-classes':
      return ['replace'];
    case 'mixed-units':
    case 'placeholder-times':
      return ['derive', 'replace'];
    case 'future-times':
      return ['cast', 'derive'];
    default:
      return [];
  }
}

/** `drop [duration]`, `filter`. */
function describe(step: Step): string {
  const [name = 'preparation'] = Object.keys(step);
  const columns = namesIn(step);
  return columns.length > 0 ? `${name} [${columns.join(', ')}]` : name;
}
