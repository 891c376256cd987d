// Finding an entry of the manifest by its name: the entry, or an error that says why there is none to work with.
import { wrongInput } from '../errors';
import { suggestion } from '../nearest';
import type { Manifest, SectionName } from './manifest';
import { requireMended, type PartsOfManifest } from './parts';

export type Entry<S extends SectionName> = NonNullable<Manifest[S]>[string];

export interface ReadManifest extends PartsOfManifest {
  readonly manifest: Manifest;
}

/** The entry `name` under `section`. Throws `input` where the manifest has no such entry, or errors keep it from being used. */
export function findEntry<S extends SectionName>(read: ReadManifest, section: S, name: string): Entry<S> {
  requireMended(read, [{ section, name }]);
  return entryNamed(read.manifest, section, name);
}

/** The same where what is wrong was refused before. */
export function entryNamed<S extends SectionName>(manifest: Manifest, section: S, name: string): Entry<S> {
  const word = section.slice(0, -1);
  const entries = (manifest[section] ?? {}) as Readonly<Record<string, Entry<S>>>;
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry !== undefined) return entry;
  const hint = suggestion(name, Object.keys(entries)) ?? `Add it under "${section}:" in lifecycle.yaml.`;
  throw wrongInput(`There is no ${word} named "${name}".`, { hint });
}
