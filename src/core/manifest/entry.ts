// Finding an entry of the manifest by its name: the entry, or an error that says why there is none to work with.
import { wrongInput, type Problem } from '../errors';
import { suggestion } from '../nearest';
import type { Manifest, SectionName } from './manifest';

export type Entry<S extends SectionName> = NonNullable<Manifest[S]>[string];

export interface ReadManifest {
  readonly manifest: Manifest;
  readonly problems: readonly Problem[];
}

/**
 * The entry `name` under `section`. Throws `input` where the manifest has no such entry, or where it has errors that
 * this entry may depend on: its own, and those of the whole file or of who may approve. A mistyped gate is no open gate.
 */
export function findEntry<S extends SectionName>(read: ReadManifest, section: S, name: string): Entry<S> {
  const problems = problemsOf(read.problems, section, name);
  const word = section.slice(0, -1);
  if (problems.length > 0)
    throw wrongInput(`The manifest has to be mended before the ${word} "${name}" can be used.`, { problems });
  const entries = (read.manifest[section] ?? {}) as Readonly<Record<string, Entry<S>>>;
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry !== undefined) return entry;
  const hint = suggestion(name, Object.keys(entries)) ?? `Add it under "${section}:" in lifecycle.yaml.`;
  throw wrongInput(`There is no ${word} named "${name}".`, { hint });
}

/** The errors that keep this entry from being used. */
export function problemsOf(
  problems: readonly Problem[],
  section: SectionName,
  name: string,
): readonly Problem[] {
  return problems.filter(({ severity, path = [] }) => {
    if (severity !== 'error') return false;
    if (path.length <= 1 || path[0] === 'roles' || path[0] === 'python') return true;
    return path[0] === section && path[1] === name;
  });
}
