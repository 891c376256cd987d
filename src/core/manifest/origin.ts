// What a path or a source of the manifest stands for, told by names alone: a file, what lies below a folder, what a glob brings, an address.
import picomatch from 'picomatch';
import { folderSource } from './folderSource';
import { objectAddress, type ObjectAddress } from './objectAddress';
import { tableSource, tableUri } from './tableSource';

export const isAddress = (source: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(source);

/** The address as it may be written down: without user, password and what looks like a key. */
export function publicAddress(url: URL): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  for (const key of [...shown.searchParams.keys()])
    if (/sig|token|key|secret|passw|credential|auth/i.test(key)) shown.searchParams.set(key, '...');
  return shown.href;
}

/** One name of a path however it is written: `data/bank.csv` of `./data//bank.csv`; `''` is the folder of the manifest. */
export const normalPath = (path: string): string => withoutDetours(path.replaceAll('\\', '/'));

/**
 * Whether what `collect` wrote down came from there, or was brought there. True of ranges and paths in braces,
 * of which names alone do not tell.
 */
export function standsFor(pattern: string): (written: string) => boolean {
  const named = folderSource(pattern);
  if (named?.kind === 'huggingface') return standsForPlain(named.folder);
  if (named) return (written) => written === pattern;
  const isOf = standsForPlain(pattern);
  return (written) => {
    const folder = folderSource(written); // a plain source turned out to be one
    return folder ? Object.keys(folder.picks).length === 0 && isOf(folder.folder) : isOf(written);
  };
}

function standsForPlain(pattern: string): (written: string) => boolean {
  const objects = objectAddress(pattern);
  if (objects) return objectsOf(objects);
  const table = tableSource(pattern);
  if (table) return (written) => written === tableUri(table);
  if (isAddress(pattern)) {
    const address = URL.canParse(pattern) ? publicAddress(new URL(pattern)) : pattern;
    return (written) => written === address;
  }
  const path = normalPath(pattern);
  if (path === '' || hasNamesUntold(pattern)) return (written) => !isAddress(written);
  const matches = picomatch(withoutDetours(pattern), { posix: true });
  return (written) => {
    const file = normalPath(written);
    return file === path || file.startsWith(`${path}/`) || matches(file);
  };
}

/** A folder of keys may end in a slash; a key is taken as it is, for stores know no detours. */
function objectsOf({ store, container, key }: ObjectAddress): (written: string) => boolean {
  const folder = key.replace(/\/+$/, '');
  const matches = folder === '' || hasNamesUntold(folder) ? () => true : picomatch(folder, { posix: true });
  return (written) => {
    const object = objectAddress(written);
    if (object?.store !== store || object.container !== container) return false;
    return object.key === folder || object.key.startsWith(`${folder}/`) || matches(object.key);
  };
}

/** `{1..12}` or `{old/a,new/**}`: which names it stands for is not told here, as matchers of names differ on them. */
export const hasNamesUntold = (pattern: string): boolean => /\{[^}]*(\.\.|\/|\*\*)|\}\*\*/.test(pattern);

/** What starts at the root of the disk still does. */
function withoutDetours(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
