// A file that says in another tool's language what is expected: its path, its text, and what decides whether it is still the same. What it says is read in suites.ts.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { wrongInput } from '../../core/errors';
import { counted } from '../../core/figures';
import { digestText } from '../files/digest';

export interface SuiteFile {
  /** Absolute. */
  readonly path: string;
  /** As a person named it. */
  readonly shown: string;
  /** Of a data contract: which of its objects the data is; undefined leaves it to the names. */
  readonly object?: string;
}

const largest = 4_000_000;

/** `contract.odcs.yaml#orders` names an object in the file. */
export function suiteFile(folder: string, written: string): SuiteFile {
  const [, file = written, object] = /^(.*?)#([^#]*)$/.exec(written) ?? [];
  return { path: resolve(folder, file), shown: file, ...(object === undefined ? {} : { object }) };
}

export interface SuiteDigest {
  readonly file: string;
  /** Undefined where the file cannot be read. */
  readonly digest: string | undefined;
  /** Whether what it expects depends on the time judged at. */
  readonly looksAtTime: boolean;
}

/** What decides whether a suite is still the one that was tested. */
export function suiteDigests(folder: string, written: readonly string[]): Promise<readonly SuiteDigest[]> {
  return Promise.all(
    written.map(async (one) => {
      const { path, shown } = suiteFile(folder, one);
      const text = await suiteText({ path, shown }).catch(() => undefined);
      return {
        file: one,
        digest: text === undefined ? undefined : digestText(text),
        looksAtTime: text !== undefined && /slaProperties|as_of\(/.test(text),
      };
    }),
  );
}

/** Throws `input` where there is no such file, or it is too large. */
export async function suiteText({ path, shown }: Pick<SuiteFile, 'path' | 'shown'>): Promise<string> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile())
    throw wrongInput(`There is no file ${shown}.`, {
      hint: 'Name a suite of Great Expectations (JSON) or a data contract (ODCS, YAML).',
    });
  if (info.size > largest)
    throw wrongInput(`${shown} has ${counted(info.size, 'byte')}; at most ${largest} are read.`);
  return readFile(path, 'utf8');
}
