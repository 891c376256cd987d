// The parts that a manifest was written with, right or wrong ones, what each refers to, and which errors keep which from being used.
import { wrongInput, type Problem } from '../errors';
import { valueAt } from './complaint';
import { datasetsOf } from './lookups';
import { sectionNames, type SectionName } from './manifest';
import { served } from './served';

/** An entry by its name, or a part that has no entries. */
export interface Part {
  readonly section: SectionName | 'roles' | 'python';
  readonly name?: string;
}

export interface ManifestEntry extends Part {
  readonly section: SectionName;
  readonly name: string;
  /** What it cannot be used without. */
  readonly refersTo: readonly Part[];
}

export interface PartsOfManifest {
  readonly entries: readonly ManifestEntry[];
  readonly problems: readonly Problem[];
}

/** `value`: the whole file's. An entry that is wrong refers to what can be read of it. */
export function entriesIn(value: unknown): readonly ManifestEntry[] {
  const namesIn = (section: SectionName) => Object.keys(mapAt(value, [section]));
  const datasets = namesIn('datasets');
  const hasTarget = (name: string) => valueAt(value, ['datasets', name, 'target']) !== undefined;
  return sectionNames.flatMap((section) =>
    namesIn(section).map((name) => ({
      section,
      name,
      refersTo: referencesOf(section, name, mapAt(value, [section, name]), { datasets, hasTarget }),
    })),
  );
}

function referencesOf(
  section: SectionName,
  name: string,
  entry: object,
  {
    datasets,
    hasTarget,
  }: { readonly datasets: readonly string[]; readonly hasTarget: (name: string) => boolean },
): readonly Part[] {
  const to = (of: SectionName, named: unknown): readonly Part[] =>
    typeof named === 'string' ? [{ section: of, name: named }] : [];
  switch (section) {
    case 'goals':
      return [];
    case 'datasets': {
      const steps = valueAt(entry, ['prepare']);
      const read = [steps].flat().flatMap(othersWritten);
      return read.flatMap((one) => to('datasets', one));
    }
    case 'models': {
      const evaluate = { dataset: valueAt(entry, ['evaluate', 'dataset']) };
      return [
        { section: 'roles' },
        { section: 'python' },
        ...to('goals', valueAt(entry, ['goal'])),
        ...datasetsOf({ dataset: valueAt(entry, ['dataset']), evaluate }, datasets, hasTarget).flatMap(
          (one) => to('datasets', one),
        ),
      ];
    }
    case 'deployments': {
      const model = valueAt(entry, ['model']);
      return typeof model === 'string' ? to('models', served(model).model) : [];
    }
    case 'monitors':
      return to('deployments', name);
  }
}

/** What a step, right or wrong, names as other datasets. */
const othersWritten = (step: unknown): readonly unknown[] => [
  valueAt(step, ['join', 'with']),
  valueAt(step, ['join_asof', 'with']),
  ...[valueAt(step, ['union'])].flat(),
];

const mapAt = (value: unknown, path: readonly string[]): object => {
  const found = valueAt(value, path);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {};
};

/** The errors that keep any of these parts from being used: its own, those of what it refers to, and those of the whole file. */
export function errorsOf(read: PartsOfManifest, parts: readonly Part[]): readonly Problem[] {
  const errors = read.problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return [];
  const needed = withReferences(read.entries, parts);
  return errors.filter(({ path = [] }) => isOfWhole(path) || needed.some((part) => isIn(path, part)));
}

/** Throws `input` with the errors that keep these parts from being used. A mistyped gate is no open gate. */
export function requireMended(read: PartsOfManifest, parts: readonly Part[]): void {
  const problems = errorsOf(read, parts);
  if (problems.length === 0) return;
  const right = parts.find((part) => errorsOf(read, [part]).length === 0);
  const areAlike = parts.every(({ section }) => section === parts[0]?.section);
  throw wrongInput('lifecycle.yaml has to be mended first.', {
    problems,
    ...(right?.name !== undefined && areAlike
      ? { hint: `What is right can be named alone until then, e.g. ${right.name}.` }
      : {}),
  });
}

/** The entries that refer to this one; and those of which it cannot be told. */
export const referringTo = (
  entries: readonly ManifestEntry[],
  section: SectionName,
  part: Part,
): readonly ManifestEntry[] =>
  entries.filter(
    (entry) =>
      entry.section === section &&
      (entry.refersTo.length === 0 || entry.refersTo.some((to) => isSame(to, part))),
  );

function withReferences(entries: readonly ManifestEntry[], parts: readonly Part[]): readonly Part[] {
  const known = new Map(entries.map((entry) => [keyOf(entry), entry.refersTo]));
  const needed = new Map<string, Part>();
  const waiting = [...parts];
  for (const part of waiting) {
    if (needed.has(keyOf(part))) continue;
    needed.set(keyOf(part), part);
    waiting.push(...(known.get(keyOf(part)) ?? []));
  }
  return [...needed.values()];
}

const keyOf = ({ section, name = '' }: Part) => `${section}/${name}`;

const isSame = (one: Part, other: Part) => keyOf(one) === keyOf(other);

const isIn = (path: NonNullable<Problem['path']>, { section, name }: Part) =>
  path[0] === section && (name === undefined || path[1] === name);

/** A mistyped section may have been any. */
const isOfWhole = ([section, name]: NonNullable<Problem['path']>) =>
  name === undefined && section !== 'roles' && section !== 'python';
