// A file of expectations in another tool's language, told by what is in it.
import * as z from 'zod';
import { parseYaml, yamlValue } from '../yaml';
import { readGxSuite } from './gx/suite';
import { isContract, readContract } from './odcs/contract';
import type { ContractUse } from './odcs/use';
import { writtenText, wrongAt, type SuiteReading } from './written';

/** Never throws: what cannot be tested is a problem at its line. `file`: as a person named it. */
export function readSuite(text: string, file: string, use: ContractUse): SuiteReading {
  const parsed = parseYaml(text);
  const result = 'refused' in parsed ? parsed : yamlValue(parsed.document);
  const value: unknown = 'value' in result ? result.value : undefined;
  if (isContract(value)) return readContract(text, file, use);
  if (/^\s*\{/.test(text) || suite.safeParse(value).success) return readGxSuite(text, file);
  const problem = wrongAt(
    writtenText(text, file),
    [],
    'It is neither a suite of Great Expectations nor a data contract.',
    'A suite is JSON with a list of expectations; a contract is YAML with "kind: DataContract" (ODCS, version 3).',
  );
  return { expectations: [], problems: [problem] };
}

const suite = z.looseObject({ expectations: z.array(z.unknown()) });
