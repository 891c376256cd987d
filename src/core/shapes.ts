// What a file of ours must have so that it can be used; files are read from disk, so nothing is taken on trust.
import * as z from 'zod';
import { alertSubjects } from './alertSubjects';
import { stageNames } from './stageName';

const schema = z.literal(1);
const text = z.string();
const number = z.number();
/** Names a folder: anything else never becomes a path. */
const fingerprint = z.string().regex(/^(sha256:)?[0-9a-f]{8,128}$/);

const part = z.looseObject({ rows: number });
const finding = z.looseObject({
  id: text,
  severity: z.enum(['error', 'warning', 'info']),
  columns: z.array(text),
  message: text,
});

export const shapes = {
  current: z.looseObject({ schema, collected: fingerprint.optional(), prepared: fingerprint.optional() }),
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
  profile: z.looseObject({ schema, rows: number, columns: z.array(z.looseObject({ name: text })) }),
  candidate: z.looseObject({ schema, run: text }),
  evaluation: z.looseObject({
    schema,
    run: text,
    digest: text,
    metric: text,
    test: z.looseObject({ rows: number, metrics: z.looseObject({}) }),
    slices: z.array(z.looseObject({})),
  }),
  importance: z.looseObject({ metric: text, losses: z.record(text, number) }),
  buckets: z.looseObject({ index: z.array(number), counts: z.array(number) }),
  tuning: z.looseObject({
    schema,
    key: text,
    chosen: text,
    trials: z.array(z.looseObject({ run: text.optional() })),
  }),
  heartbeat: z.looseObject({
    process: z.looseObject({ host: text, pid: number, started: text }),
    at: text,
  }),
  stopRequest: z.looseObject({ by: text, at: text }),
  run: z.looseObject({ schema, id: text, stage: z.enum([...stageNames, 'run']), at: text }),
  deployment: z.looseObject({
    schema,
    root: text.optional(),
    model: text,
    version: number,
    at: text,
    url: text,
    digest: text,
  }),
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
      about: z.enum(alertSubjects),
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
