// An Open Data Contract Standard file of version 3 as expectations of ours: what it says of one of its objects, and of its service level.
import * as z from 'zod';
import { counted } from '../../figures';
import type { Problem } from '../../errors';
import { parseYaml, yamlValue } from '../../yaml';
import type { Expectation } from '../expectation';
import { issuesOf, writtenText, wrongAt, type SuiteReading, type WrittenText } from '../written';
import { propertyExpectations } from './property';
import { qualityExpectations } from './quality';
import { contractSchema, type ContractObject } from './schema';
import { serviceExpectations } from './service';
import { columnNamed, type ContractUse } from './use';

/** Whether a parsed file looks like one. */
export const isContract = (value: unknown): boolean => marked.safeParse(value).success;

const marked = z.union([
  z.looseObject({ kind: z.literal('DataContract') }),
  z.looseObject({ apiVersion: z.string(), schema: z.array(z.unknown()) }),
]);

/** Never throws: what cannot be tested is a problem at its line. */
export function readContract(text: string, file: string, use: ContractUse): SuiteReading {
  const written = writtenText(text, file);
  const nothing = (problem: Problem): SuiteReading => ({ expectations: [], problems: [problem] });
  const parsed = parseYaml(text);
  if ('refused' in parsed) return nothing(wrongAt(written, [], parsed.refused));
  const [error] = parsed.document.errors;
  if (error) {
    const { line } = parsed.lines.linePos(error.pos[0]);
    return nothing({ severity: 'error', file, line, message: `It is not right YAML: ${error.message}` });
  }
  const result = yamlValue(parsed.document);
  if ('refused' in result) return nothing(wrongAt(written, [], result.refused));
  const read = contractSchema.safeParse(result.value);
  if (!read.success) return { expectations: [], problems: issuesOf(written, [], read.error, 'The contract') };
  const { apiVersion, schema, slaProperties } = read.data;
  if (!/^v?3(\.|$)/.test(apiVersion))
    return nothing(
      wrongAt(
        written,
        ['apiVersion'],
        `The contract is of version ${apiVersion} of the standard; version 3 is read.`,
        'Write it in the form of version 3.',
      ),
    );
  const at = chosen(schema, use);
  const object = schema[at];
  if (!object) return nothing(notChosen(written, schema, use));
  return together([
    ...object.properties.map((property, index) =>
      propertyExpectations(written, ['schema', at, 'properties', index], property, use),
    ),
    keyExpectation(written, at, object, use),
    qualityExpectations(written, ['schema', at, 'quality'], object.quality, { ...use, ...objectOf(object) }),
    serviceExpectations(written, slaProperties, { ...use, ...objectOf(object) }),
  ]);
}

const objectOf = ({ name, physicalName }: ContractObject) => ({
  objects: [name, ...(physicalName === undefined ? [] : [physicalName])],
});

const together = (parts: readonly SuiteReading[]): SuiteReading => ({
  expectations: parts.flatMap(({ expectations }) => expectations),
  problems: parts.flatMap(({ problems }) => problems),
});

/** -1 where it is not told. */
function chosen(objects: readonly ContractObject[], { object, called }: ContractUse): number {
  const names = (object === undefined ? called : [object]).map((name) => name.toLowerCase());
  const at = objects.findIndex(({ name, physicalName }) =>
    [name, physicalName].some((one) => one !== undefined && names.includes(one.toLowerCase())),
  );
  return at >= 0 || object !== undefined || objects.length !== 1 ? at : 0;
}

function notChosen(
  written: WrittenText,
  objects: readonly ContractObject[],
  { object }: ContractUse,
): Problem {
  const names = objects.map(({ name }) => name).join(', ');
  if (objects.length === 0)
    return wrongAt(written, ['schema'], 'The contract describes no object.', 'Write one under schema.');
  return wrongAt(
    written,
    ['schema'],
    object === undefined
      ? `The contract describes ${counted(objects.length, 'object')}: ${names}.`
      : `The contract describes no object ${object}, only ${names}.`,
    `Say which of them the data is, behind the file's name: ${written.file}#${objects[0]?.name ?? ''}`,
  );
}

/** The properties of the primary key are there, and together they are unique. */
function keyExpectation(
  written: WrittenText,
  at: number,
  { properties }: ContractObject,
  use: ContractUse,
): SuiteReading {
  const key = properties
    .map((property, index) => ({ property, index }))
    .filter(({ property }) => property.primaryKey)
    .sort((a, b) => a.property.primaryKeyPosition - b.property.primaryKeyPosition);
  const [first] = key;
  if (!first) return { expectations: [], problems: [] };
  const columns = key.map(({ property }) => columnNamed(property, use));
  const expectation: Expectation = {
    label: `primary key [${columns.join(', ')}]`,
    check: { kind: 'unique', columns, ignored: 'never' },
    severity: 'error',
    rules: 'suite',
    at: { file: written.file, line: written.lineOf(['schema', at, 'properties', first.index, 'primaryKey']) },
  };
  return { expectations: [expectation], problems: [] };
}
