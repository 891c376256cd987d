// Which part of a preparation a single raw row goes through when it is served, and which raw columns that needs. How it runs stands in node/prepare/apply.ts.
import type { Learnt, LearntOfStep } from '../dataset/learnt';
import type { Column } from '../dataset/version';
import {
  expressionsIn,
  isOnRows,
  nameOf,
  namesIn,
  renamesIn,
  takes,
  writtenIn,
  type Step,
} from '../manifest/step';
import type { ModelInput, ServingPreparation } from './serving';
import { meaningOf } from './steps';

export interface ServingOptions {
  readonly steps: readonly Step[];
  /** By the place of the step. */
  readonly learnt?: Learnt | undefined;
  /** Columns as they were collected. */
  readonly raw: readonly Column[];
  /** Columns that each step made, by its place. */
  readonly created: (index: number) => readonly Column[];
  /** What the model takes. */
  readonly inputs: readonly Pick<ModelInput, 'name' | 'type'>[];
  /** Names in a `derive` expression that may be columns. */
  readonly reads: (expression: string) => readonly string[];
}

/**
 * Steps that look at one row only are kept, cut down to what the model's inputs come from. A step on rows, such as filter or
 * sql, says which rows to learn from, not how to read one; a column that such a step made and the model takes must come with
 * the request under its own name. What a command made of the rows is anybody's guess: all columns come as it leaves them.
 */
export function servingPreparation(whole: ServingOptions): ServingPreparation {
  const options = sinceRun(whole);
  const { raw, inputs } = options;
  const { steps, needed } = traceBack(options);
  const madeOnRows = new Map(
    options.steps
      .flatMap((step, index) => (isOnRows(step) ? options.created(index) : []))
      .map((column) => [column.name, column]),
  );
  const rawNames = raw.map(({ name }) => name);
  const others = [...needed].filter((name) => !rawNames.includes(name));
  const kept = withoutIdleMoves(steps, needed);
  const learnt = kept.flatMap((one, index) => (one.learnt ? [[String(index), one.learnt] as const] : []));
  return {
    steps: kept.map(({ step }) => step),
    ...(learnt.length > 0 && { learnt: Object.fromEntries(learnt) }),
    inputs: [
      ...raw.filter(({ name }) => needed.has(name)),
      ...others.map((name) => madeOnRows.get(name) ?? { name, type: typeOf(name, inputs) }),
    ],
  };
}

/** The last command's rows are where a single row begins. */
function sinceRun(options: ServingOptions): ServingOptions {
  const { steps, created, learnt = {} } = options;
  const first = steps.findLastIndex((step) => 'run' in step) + 1;
  if (first === 0) return options;
  return {
    ...options,
    steps: steps.slice(first),
    learnt: Object.fromEntries(
      Object.entries(learnt).map(([index, values]) => [String(Number(index) - first), values]),
    ),
    raw: created(first - 1),
    created: (index) => created(index + first),
  };
}

interface KeptStep {
  readonly step: Step;
  readonly learnt?: LearntOfStep;
}

function traceBack(options: ServingOptions): { steps: KeptStep[]; needed: ReadonlySet<string> } {
  const known = knownNames(options);
  const reads = (expression: string) =>
    options.reads(expression).flatMap((name) => known.get(name.toLowerCase()) ?? []);
  const kept: KeptStep[] = [];
  let needed: ReadonlySet<string> = new Set(options.inputs.map(({ name }) => name));
  for (const [index, step] of [...options.steps.entries()].reverse()) {
    const learnt = options.learnt?.[String(index)];
    const facts = { reads, ...(learnt && { learnt }) };
    const narrowed = meaningOf(step).serving?.narrow(writtenIn(step), needed, facts);
    if (!narrowed) continue;
    needed = narrowed.wanted;
    if (narrowed.written === undefined) continue;
    const narrow = { [nameOf(step)]: narrowed.written } as Step;
    kept.push({ step: narrow, ...(learnt && { learnt: ofColumns(learnt, namesIn(narrow)) }) });
  }
  return { steps: kept.reverse(), needed };
}

const ofColumns = (learnt: LearntOfStep, names: readonly string[]): LearntOfStep =>
  Object.fromEntries(Object.entries(learnt).filter(([name]) => names.includes(name)));

/** A column that is dropped or renamed away need not be there; that stays only where it makes room for another column of that name. */
function withoutIdleMoves(steps: readonly KeptStep[], needed: ReadonlySet<string>): KeptStep[] {
  let alive = needed;
  return steps.flatMap((kept): KeptStep[] => {
    const { step, learnt } = kept;
    if ('drop' in step || 'select' in step) {
      const gone = [...alive].filter((name) => takes(step, name));
      alive = new Set([...alive].filter((name) => !gone.includes(name)));
      return gone.length > 0 ? [{ step: { drop: gone } }] : [];
    }
    if ('rename' in step) {
      const moved: Step = {
        rename: Object.fromEntries(Object.entries(step.rename).filter(([from]) => alive.has(from))),
      };
      alive = meaningOf(moved).serving?.after?.(writtenIn(moved), alive) ?? alive;
      return Object.keys(moved.rename).length > 0 ? [{ step: moved }] : [];
    }
    alive = meaningOf(step).serving?.after?.(writtenIn(step), alive, learnt) ?? alive;
    return [kept];
  });
}

/** Every name that is a column at some point, by its lower case, as SQL finds them. */
function knownNames({ steps, raw, created }: ServingOptions): ReadonlyMap<string, string> {
  const names = [
    ...raw.map(({ name }) => name),
    ...steps.flatMap((step, index) => [
      ...created(index).map(({ name }) => name),
      ...Object.keys(expressionsIn(step)),
      ...Object.values(renamesIn(step)),
    ]),
  ];
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

function typeOf(name: string, inputs: ServingOptions['inputs']): string {
  return inputs.find((input) => input.name === name)?.type === 'number' ? 'DOUBLE' : 'VARCHAR';
}
