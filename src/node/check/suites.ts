// Files of expectations in other tools' languages: found, told apart, and read; what is wrong with one is told at its line.
import { wrongInput, type Problem } from '../../core/errors';
import { counted } from '../../core/figures';
import type { Expectation } from '../../core/expect/expectation';
import { readSuite } from '../../core/expect/suiteFile';
import type { ContractUse } from '../../core/expect/odcs/use';
import { suiteText, type SuiteFile } from './suiteFile';

/** In the files' order. Throws `input` with every problem of a file where there is one. */
export async function suiteExpectations(
  files: readonly SuiteFile[],
  use: Omit<ContractUse, 'object'>,
): Promise<readonly Expectation[]> {
  const expectations: Expectation[] = [];
  for (const { path, shown, object } of files) {
    const read = readSuite(await suiteText({ path, shown }), shown, {
      ...use,
      ...(object === undefined ? {} : { object }),
    });
    refuse(shown, read.problems);
    expectations.push(...read.expectations);
  }
  return expectations;
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
