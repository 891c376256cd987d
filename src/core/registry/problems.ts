// What may be wrong with a registry file read from disk or git: each file is judged alone, so one bad file hides no other.
import * as z from 'zod';
import type { Problem } from '../errors';
import { withEndless } from '../evaluate/endless';
import type { RegistryEvent } from './event';
import type { Version } from './version';

export const registrySchema = 1;

const decided = {
  schema: z.literal(registrySchema),
  at: z.string(),
  writtenAt: z.string().optional(),
  by: z.string(),
  version: z.number().int().positive(),
};
const gate = z.looseObject({ gate: z.string(), passed: z.boolean(), reason: z.string() });
/** No alias moves past a gate that refuses. */
const passed = gate.extend({ passed: z.literal(true) });
const judged = { ...decided, gates: z.array(gate) };
const aboutAlias = { ...judged, alias: z.string() };
const decision = z.discriminatedUnion('kind', [
  z.looseObject({ ...decided, kind: z.literal('approved') }),
  z.looseObject({ ...decided, kind: z.literal('retired') }),
  z.looseObject({ ...decided, kind: z.literal('compared'), comparison: z.looseObject({}) }),
  z.looseObject({ ...aboutAlias, kind: z.literal('aliased'), gates: z.array(passed) }),
  z.looseObject({ ...aboutAlias, kind: z.literal('refused') }),
  z.looseObject({ ...judged, kind: z.literal('barred'), deployment: z.string() }),
]);
/** Any number: one that is not known is NaN, a bound that is none is infinite. */
const figure = z.custom<number>((value) => typeof value === 'number', 'no number');
const version = z.looseObject({
  schema: z.literal(registrySchema),
  model: z.string(),
  version: z.number().int().positive(),
  at: z.string(),
  by: z.string(),
  run: z.string(),
  files: z.array(
    z.looseObject({ role: z.string(), name: z.string(), digest: z.string(), bytes: z.number() }),
  ),
  lineage: z.looseObject({ prepared: z.string() }),
  metrics: z.looseObject({
    measuredOn: z.string(),
    values: z.record(z.string(), z.looseObject({ value: figure, low: figure, high: figure })),
  }),
  testReads: z.number(),
});

type Read<T> =
  { readonly kind: 'ok'; readonly value: T } | { readonly kind: 'problem'; readonly problem: Problem };

/** `content`: the YAML as parsed. */
export const readEvent = (file: string, content: unknown) => read<RegistryEvent>(decision, file, content);
export const readVersion = (file: string, content: unknown) =>
  read<Version>(version, file, withEndless(content));

function read<T>(shape: z.ZodType, file: string, content: unknown): Read<T> {
  const schema = (content as { schema?: unknown } | null)?.schema;
  if (typeof schema === 'number' && schema > registrySchema)
    return problem(
      file,
      `was written by a newer version of Model Lifecycle (schema ${schema}).`,
      'Update Model Lifecycle to use it.',
    );
  const result = shape.safeParse(content);
  if (result.success) return { kind: 'ok', value: result.data as T };
  const part = result.error.issues[0]?.path.join('.');
  return problem(
    file,
    `cannot be read, as it is torn or was edited: ${part ? `its "${part}" is missing or not what it should be` : 'it has no fields'}.`,
    'Restore it from git; registry files are never edited.',
  );
}

const problem = (file: string, message: string, hint: string) =>
  ({ kind: 'problem', problem: { severity: 'error', file, message, hint } }) as const;
