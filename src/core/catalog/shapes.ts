// What a file of ours must have so that rows can be made of it; files are read from disk, so nothing is taken on trust.
import { z } from 'zod';
import { stageNames } from '../run/run';

const schema = z.literal(1);
const text = z.string();
const number = z.number();

const part = z.looseObject({ rows: number });
const finding = z.looseObject({
  id: text,
  severity: z.enum(['error', 'warning', 'info']),
  columns: z.array(text),
  message: text,
});

export const shapes = {
  current: z.looseObject({ schema, collected: text.optional(), prepared: text.optional() }),
  collected: z.looseObject({
    schema,
    kind: z.literal('collected'),
    fingerprint: text,
    at: text,
    path: text,
    bytes: number,
    sources: z.array(z.looseObject({ uri: text, bytes: number })),
  }),
  prepared: z.looseObject({
    schema,
    kind: z.literal('prepared'),
    fingerprint: text,
    at: text,
    from: text,
    rows: number,
    steps: z.array(z.looseObject({})),
    columns: z.array(z.looseObject({ name: text })),
    parts: z.record(text, part),
  }),
  check: z.looseObject({
    asOf: text,
    key: text,
    passed: z.boolean(),
    findings: z.array(finding),
    expectations: z.array(z.looseObject({ expectation: text, passed: z.boolean() })),
  }),
  run: z.looseObject({ schema, id: text, stage: z.enum([...stageNames, 'run']), at: text }),
  deployment: z.looseObject({ schema, model: text, version: number, at: text, url: text, digest: text }),
  window: z.looseObject({
    schema,
    key: text,
    version: number,
    from: text,
    to: text,
    isComplete: z.boolean(),
    judgedAt: text,
    rows: number,
    labelled: number,
    drift: z.array(z.looseObject({ name: text })),
    hasDrifted: z.boolean(),
  }),
  alert: z.discriminatedUnion('kind', [
    z.looseObject({
      schema,
      kind: z.literal('opened'),
      alert: text,
      about: z.enum(['drift', 'performance', 'service']),
      severity: z.enum(['error', 'warning']),
      at: text,
      version: number,
      message: text,
      cause: z.array(text),
      next: text,
    }),
    z.looseObject({ schema, kind: z.literal('resolved'), alert: text, at: text, message: text }),
  ]),
} as const;
