// Files of expectations in other tools' languages: found, told apart, and read; what is wrong with one is told at its line.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { wrongInput, type Problem } from '../../core/errors';
import { counted } from '../../core/figures';
import type { Expectation } from '../../core/expect/expectation';
import { readSuite } from '../../core/expect/suiteFile';
import type { ContractUse } from '../../core/expect/odcs/use';
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

/** In the files' order. Throws `input` with every problem of a file where there is one. */
export async function suiteExpectations(
  files: readonly SuiteFile[],
  use: Omit<ContractUse, 'object'>,
): Promise<readonly Expectation[]> {
  const expectations: Expectation[] = [];
  for (const { path, shown, object } of files) {
    const read = readSuite(await textOf(path, shown), shown, {
      ...use,
      ...(object === undefined ? {} : { object }),
    });
    refuse(shown, read.problems);
    expectations.push(...read.expectations);
  }
  return expectations;
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
      const text = await textOf(path, shown).catch(() => undefined);
      return {
        file: one,
        digest: text === undefined ? undefined : digestText(text),
        looksAtTime: text !== undefined && /slaProperties|as_of\(/.test(text),
      };
    }),
  );
}

async function textOf(path: string, shown: string): Promise<string> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile())
    throw wrongInput(`There is no file ${shown}.`, {
      hint: 'Name a suite of Great Expectations (JSON) or a data contract (ODCS, YAML).',
    });
  if (info.size > largest)
    throw wrongInput(`${shown} has ${counted(info.size, 'byte')}; at most ${largest} are read.`);
  return readFile(path, 'utf8');
}

function refuse(shown: string, problems: readonly Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return;
  throw wrongInput(
    errors.length === 1
      ? `${shown}${first.line === undefined ? '' : `, line ${first.line}`}: ${first.message}`
      : `${shown}: ${counted(errors.length, 'thing')} in it cannot be tested.`,
    { problems: errors, ...(errors.length === 1 && first.hint !== undefined ? { hint: first.hint } : {}) },
  );
}
