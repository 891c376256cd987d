// Which part of a preparation a single raw row goes through when it is served, and which raw columns that needs. How it runs stands in node/prepare/apply.ts.
import type { Column } from '../dataset/version';
import type { Step, StepOnRows } from '../manifest/step';
import type { ModelInput, ServingPreparation } from './serving';

export interface ServingOptions {
  readonly steps: readonly Step[];
  /** Columns as they were collected. */
  readonly raw: readonly Column[];
  /** Columns that each step made, by its place; only those of `sql` steps are asked for. */
  readonly created: (index: number) => readonly Column[];
  /** What the model takes. */
  readonly inputs: readonly Pick<ModelInput, 'name' | 'type'>[];
  /** Names in a `derive` expression that may be columns. */
  readonly reads: (expression: string) => readonly string[];
}

/**
 * Steps that look at one row only are kept, cut down to what the model's inputs come from: trim, replace, drop, rename,
 * cast, derive. A filter, deduplicate or sql step says which rows to learn from, not how to read one; a column that such a
 * step made and the model takes must come with the request under its own name.
 */
export function servingPreparation(options: ServingOptions): ServingPreparation {
  const { raw, inputs } = options;
  const { steps, needed } = traceBack(options);
  const madeBySql = new Map(
    options.steps
      .flatMap((step, index) => ('sql' in step ? options.created(index) : []))
      .map((column) => [column.name, column]),
  );
  const rawNames = raw.map(({ name }) => name);
  const others = [...needed].filter((name) => !rawNames.includes(name));
  return {
    steps: withoutIdleDrops(steps, needed),
    inputs: [
      ...raw.filter(({ name }) => needed.has(name)),
      ...others.map((name) => madeBySql.get(name) ?? { name, type: typeOf(name, inputs) }),
    ],
  };
}

function traceBack({ steps, raw, created, inputs, reads }: ServingOptions): {
  steps: Step[];
  needed: ReadonlySet<string>;
} {
  const needed = new Set(inputs.map(({ name }) => name));
  const known = knownNames(steps, raw, created);
  const kept: Step[] = [];
  for (const step of [...steps].reverse()) {
    if ('trim' in step) keepColumns(step.trim, needed, (trim) => kept.push({ trim }));
    else if ('replace' in step)
      keepColumns(step.replace.columns, needed, (columns) =>
        kept.push({ replace: { ...step.replace, columns } }),
      );
    else if ('drop' in step) kept.push(step);
    else if ('cast' in step) {
      const cast = Object.fromEntries(Object.entries(step.cast).filter(([name]) => needed.has(name)));
      if (Object.keys(cast).length > 0) kept.push({ cast });
    } else if ('rename' in step) {
      const pairs = Object.entries(step.rename).filter(([, to]) => needed.has(to));
      if (pairs.length > 0) kept.push({ rename: Object.fromEntries(pairs) });
      for (const [, to] of pairs) needed.delete(to);
      for (const [from] of pairs) needed.add(from);
    } else if ('derive' in step) {
      const wanted: [string, string][] = [];
      for (const [name, expression] of Object.entries(step.derive).reverse()) {
        if (!needed.delete(name)) continue;
        wanted.unshift([name, expression]);
        for (const read of reads(expression)) {
          const column = known.get(read.toLowerCase());
          if (column !== undefined) needed.add(column);
        }
      }
      if (wanted.length > 0) kept.push({ derive: Object.fromEntries(wanted) });
    } else step satisfies StepOnRows;
  }
  return { steps: kept.reverse(), needed };
}

function keepColumns(
  columns: readonly string[],
  needed: ReadonlySet<string>,
  keep: (columns: string[]) => void,
): void {
  const wanted = columns.filter((name) => needed.has(name));
  if (wanted.length > 0) keep(wanted);
}

/** A dropped column need not be there; the drop stays only where it makes room for another column of that name. */
function withoutIdleDrops(steps: readonly Step[], needed: ReadonlySet<string>): Step[] {
  const alive = new Set(needed);
  return steps.flatMap((step): Step[] => {
    if ('drop' in step) {
      const drop = step.drop.filter((name) => alive.delete(name));
      return drop.length > 0 ? [{ drop }] : [];
    }
    if ('rename' in step) {
      for (const from of Object.keys(step.rename)) alive.delete(from);
      for (const to of Object.values(step.rename)) alive.add(to);
    }
    if ('derive' in step) for (const name of Object.keys(step.derive)) alive.add(name);
    return [step];
  });
}

/** Every name that is a column at some point, by its lower case, as SQL finds them. */
function knownNames(
  steps: readonly Step[],
  raw: readonly Column[],
  created: (index: number) => readonly Column[],
): ReadonlyMap<string, string> {
  const names = [
    ...raw.map(({ name }) => name),
    ...steps.flatMap((step, index) => [
      ...('sql' in step ? created(index).map(({ name }) => name) : []),
      ...('derive' in step ? Object.keys(step.derive) : []),
      ...('rename' in step ? Object.values(step.rename) : []),
    ]),
  ];
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

function typeOf(name: string, inputs: ServingOptions['inputs']): string {
  return inputs.find((input) => input.name === name)?.type === 'number' ? 'DOUBLE' : 'VARCHAR';
}
