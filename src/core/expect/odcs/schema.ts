// What is read of a data contract of version 3; whatever else it says is left to other readers.
import * as z from 'zod';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const both = z.tuple([z.number(), z.number()]);

export const qualitySchema = z.looseObject({
  name: z.string().optional(),
  description: z.string().optional(),
  type: z.enum(['text', 'library', 'sql', 'custom']).optional(),
  metric: z.string().optional(),
  /** What `metric` was called until 3.0.2. */
  rule: z.string().optional(),
  arguments: z
    .looseObject({
      missingValues: z.array(cell).optional(),
      validValues: z.array(cell).optional(),
      pattern: z.string().optional(),
      properties: z.array(z.string()).min(1).optional(),
    })
    .optional(),
  /** Where 3.0 wrote the values of validValues. */
  validValues: z.array(cell).optional(),
  mustBe: z.union([z.number(), z.boolean(), z.string()]).optional(),
  mustNotBe: z.union([z.number(), z.boolean(), z.string()]).optional(),
  mustBeGreaterThan: z.number().optional(),
  mustBeGreaterOrEqualTo: z.number().optional(),
  mustBeGreaterThanOrEqualTo: z.number().optional(),
  mustBeLessThan: z.number().optional(),
  mustBeLessOrEqualTo: z.number().optional(),
  mustBeLessThanOrEqualTo: z.number().optional(),
  mustBeBetween: both.optional(),
  mustNotBeBetween: both.optional(),
  unit: z.string().optional(),
  query: z.string().min(1).optional(),
  engine: z.string().optional(),
  implementation: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  severity: z.string().optional(),
});

export const propertySchema = z.looseObject({
  name: z.string().min(1, 'A property has a name.'),
  physicalName: z.string().optional(),
  physicalType: z.string().optional(),
  logicalType: z
    .enum(['string', 'date', 'timestamp', 'time', 'number', 'integer', 'object', 'array', 'boolean'])
    .optional(),
  logicalTypeOptions: z.record(z.string(), z.unknown()).default({}),
  required: z.boolean().default(false),
  unique: z.boolean().default(false),
  primaryKey: z.boolean().default(false),
  primaryKeyPosition: z.number().int().default(-1),
  quality: z.array(qualitySchema).default([]),
});

const objectSchema = z.looseObject({
  name: z.string().min(1, 'An object has a name.'),
  physicalName: z.string().optional(),
  properties: z.array(propertySchema).default([]),
  quality: z.array(qualitySchema).default([]),
});

const serviceSchema = z.looseObject({
  property: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  unit: z.string().optional(),
  element: z.string().optional(),
});

export const contractSchema = z.looseObject({
  apiVersion: z.string('A contract says by apiVersion which version of the standard it is of, e.g. v3.1.0.'),
  schema: z.array(objectSchema).default([]),
  slaProperties: z.array(serviceSchema).default([]),
});

export type ContractObject = z.output<typeof objectSchema>;
export type ContractProperty = z.output<typeof propertySchema>;
export type ContractQuality = z.output<typeof qualitySchema>;
export type ContractService = z.output<typeof serviceSchema>;
