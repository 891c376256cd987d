// The JSON schema of `lifecycle.yaml` for editors, made from the schema that the reader uses; it is written to dist/ by the build.
import * as z from 'zod';
import { places } from '../places';
import { exampleOf } from './example';
import { manifestSchema } from './manifest';

type JsonSchema = z.core.JSONSchema.JSONSchema;

export const manifestDescription =
  'What a project’s datasets, models, deployments and monitors are for, and what is asked of them.';

/** Draft 7. Names, sums and circles are not in it: the reader tells those. */
export function manifestJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(manifestSchema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'throw',
    override: ({ zodSchema, jsonSchema }) => {
      if (jsonSchema.description !== undefined) jsonSchema.examples ??= [exampleOf(zodSchema, 'least')];
    },
  });
  return {
    ...schema,
    title: places.manifest,
    description: manifestDescription,
    properties: Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, section]) => [key, orEmpty(section)]),
    ),
    patternProperties: { '^x-': { description: 'Parts that other places repeat by an alias (*name).' } },
  };
}

/** A section that is still being written has nothing below its key. */
function orEmpty(section: JsonSchema | boolean): JsonSchema | boolean {
  return typeof section === 'object' && section.type === 'object'
    ? ({ ...section, type: ['object', 'null'] } as unknown as JsonSchema)
    : section;
}
