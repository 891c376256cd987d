// A project in the middle of its life, as facts and as the documents they are read from; tests change one thing of it.
import type { CatalogFacts, RunFacts } from '../../../src/core/catalog/facts';
import type { CollectedVersion, PreparedVersion } from '../../../src/core/dataset/version';
import type { DeploymentState } from '../../../src/core/deploy/deployment';
import type { Interval } from '../../../src/core/evaluate/interval';
import { readManifest } from '../../../src/core/manifest/read';
import { unjoinedAlert } from '../../../src/core/monitor/unjoined';
import type { AlertEvent, Window } from '../../../src/core/monitor/window';
import type { CheckResult, Finding } from '../../../src/core/quality/finding';
import type { RegistryEvent } from '../../../src/core/registry/event';
import { foldRegistry } from '../../../src/core/registry/fold';
import type { Version } from '../../../src/core/registry/version';
import type { RunRecord, RunState } from '../../../src/core/run/run';

export const manifestText = `lifecycle: 1
goals:
  uptake: {statement: Call who is likely to subscribe, metric: roc_auc, target: ">= 0.65"}
roles: {owner: ana@example.org, approvers: [ben@example.org]}
datasets:
  bank:
    source: source/history.csv
    path: data/bank.csv
    target: y
    positive: "yes"
    freshness: 30d
    prepare: [{drop: [duration]}]
    split: {by: order, train: 0.8, validation: 0.1, test: 0.1}
models:
  uptake:
    goal: uptake
    train: python train.py
    tune: {space: {c: [1, 0.1]}}
    gates: {approvals: 1, goal: met}
deployments:
  local: {model: uptake@champion}
monitors:
  local:
    window: 3 months
    labels: {path: data/outcomes/*.csv, key: id}
    performance: {metric: roc_auc, min: 0.65}
    retrain: {when: [performance], data: {last: 6 months}, compare: {last: 3 months}}
`;

export const asOf = '2026-11-24T12:00:00.000Z';
const hash = (letter: string) => `sha256:${letter.repeat(64)}`;
export const rawFingerprint = hash('a');
export const dataFingerprint = hash('b');

export const collected: CollectedVersion = {
  schema: 1,
  kind: 'collected',
  dataset: 'bank',
  fingerprint: rawFingerprint,
  at: '2026-11-20T08:00:00.000Z',
  sources: [
    {
      uri: 'source/history.csv',
      path: 'data/bank.csv',
      digest: hash('c'),
      bytes: 100,
      modified: '2026-11-19T00:00:00.000Z',
    },
  ],
  path: 'data/bank.csv',
  bytes: 3_400_000,
  seconds: 1,
};

const part = (file: string, rows: number) => ({ file, rows, fingerprint: hash('d') });

export const prepared: PreparedVersion = {
  schema: 1,
  kind: 'prepared',
  dataset: 'bank',
  fingerprint: dataFingerprint,
  at: '2026-11-20T08:01:00.000Z',
  from: rawFingerprint,
  key: hash('e'),
  steps: [{ drop: ['duration'] }],
  effects: [],
  split: { by: 'order', train: 0.8, validation: 0.1, test: 0.1, seed: 0 },
  raw: [{ name: 'y', type: 'VARCHAR' }],
  columns: [
    { name: 'age', type: 'BIGINT' },
    { name: 'y', type: 'VARCHAR' },
  ],
  rows: 40_394,
  data: part('data.parquet', 40_394),
  parts: {
    train: { ...part('train.parquet', 32_315), from: '2008-05-05', to: '2009-04-08' },
    validation: part('validation.parquet', 4_039),
    test: part('test.parquet', 4_040),
  },
};

export const finding = (id: string, severity: Finding['severity'], more: Partial<Finding> = {}): Finding => ({
  id,
  kind: 'leak',
  severity,
  columns: ['duration'],
  message: `${id} is wrong.`,
  evidence: {},
  fix: { text: 'Drop it.' },
  seenIn: 'prepared',
  ...more,
});

export const check = (findings: readonly Finding[] = [], passed = true): CheckResult => ({
  passed,
  findings,
  expectations: [
    {
      expectation: 'rows >= 10000',
      passed: true,
      observed: '40394',
      unexpectedCount: 0,
      elementCount: 40_394,
      rows: [],
    },
  ],
});

export const interval = (value: number): Interval => ({
  value,
  low: value - 0.02,
  high: value + 0.02,
  level: 0.95,
  method: 'DeLong, logit',
  n: 4040,
});

/** A challenger: it learnt from a span. */
export const retrained = (number: number) =>
  version(number, 0.7, {
    lineage: {
      dataset: 'bank',
      prepared: dataFingerprint,
      span: { from: '2026-05-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z', rows: 1000, predicted: 1000 },
    },
  });

export const version = (number: number, value = 0.7, more: Partial<Version> = {}): Version => ({
  schema: 1,
  model: 'uptake',
  version: number,
  at: `2026-11-2${number}T09:00:00.000Z`,
  by: 'ana@example.org',
  run: `2026112${number}T080000-train${number}`,
  task: 'classification',
  files: [{ role: 'model', name: 'model.onnx', digest: hash('f'), bytes: 10 }],
  inputs: [],
  preparation: { steps: [], inputs: [] },
  target: 'y',
  training: {
    model: 'uptake',
    command: 'python train.py',
    params: {},
    seed: 0,
    data: { dataset: 'bank', prepared: dataFingerprint, train: hash('d') },
    code: { isDirty: false },
    environment: { python: 'python', version: '3.11', digest: hash('0'), packages: [] },
    key: hash('1'),
  },
  lineage: { dataset: 'bank', prepared: dataFingerprint },
  metrics: { measuredOn: 'test', values: { roc_auc: interval(value) } },
  checks: { passed: true, open: [] },
  testReads: 1,
  ...more,
});

type Decision = RegistryEvent extends infer E
  ? E extends RegistryEvent
    ? Omit<E, 'schema' | 'by' | 'isSigned'> & { by?: string }
    : never
  : never;

export const registry = (versions: readonly Version[], decisions: readonly Decision[]) =>
  foldRegistry({
    model: 'uptake',
    versions,
    events: decisions.map((decision, index) => ({ file: `${index}.yaml`, event: event(decision) })),
  });

export const event = (decision: Decision): RegistryEvent => ({
  schema: 1,
  by: 'ana@example.org',
  isSigned: false,
  ...decision,
});

export const promoted = (number: number, at = `2026-11-2${number}T10:00:00.000Z`) =>
  ({
    kind: 'aliased',
    at,
    version: number,
    alias: 'champion',
    gates: [{ gate: 'goal', passed: true, reason: 'Met.' }],
  }) as const;

export const refused = (number: number, gate: 'goal' | 'approvals', reason: string) =>
  ({
    kind: 'refused',
    at: `2026-11-2${number}T10:00:00.000Z`,
    version: number,
    alias: 'champion',
    gates: [{ gate, passed: false, reason }],
  }) as const;

let made = 0;
/** `at`: `11-20T08:00`, of 2026. */
export function run(
  stage: RunRecord['stage'],
  at: string,
  state: Partial<RunState> & Pick<RunState, 'status'>,
  more: Partial<RunRecord> = {},
): RunFacts {
  made += 1;
  const time = `2026-${at}:00.000Z`;
  return {
    record: {
      schema: 1,
      id: `${time.slice(0, 19).replace(/[-:]/g, '')}-r${made}`,
      stage,
      name:
        stage === 'collect' || stage === 'prepare' || stage === 'check'
          ? 'bank'
          : stage === 'deploy' || stage === 'monitor'
            ? 'local'
            : 'uptake',
      request: {},
      at: time,
      ...more,
    },
    state: { metrics: {}, warnings: [], outputs: [], ...state },
  };
}

export const done = {
  status: 'done',
  outcome: { kind: 'done', passed: true, summary: 'Done.', document: null },
} as const;
export const failed = (message: string, hint = 'Try again.') =>
  ({ status: 'failed', error: { code: 'failed', message, hint }, endedAt: asOf }) as const;

export const deployed: DeploymentState = {
  schema: 1,
  deployment: 'local',
  target: 'local',
  model: 'uptake',
  version: 1,
  digest: hash('f'),
  at: '2026-11-21T11:00:00.000Z',
  url: 'http://127.0.0.1:8080',
};

export const window: Window = {
  schema: 1,
  key: '2026-07-01T00:00:00.000Z@1',
  version: 1,
  from: '2026-07-01T00:00:00.000Z',
  to: '2026-10-01T00:00:00.000Z',
  isComplete: true,
  judgedAt: '2026-11-22T00:00:00.000Z',
  rows: 1200,
  labelled: 1100,
  drift: [
    {
      name: 'month',
      kind: 'categorical',
      measures: {},
      p: 0,
      q: 0,
      drifted: true,
      missing: { reference: 0, current: 0 },
    },
    {
      name: 'age',
      kind: 'numeric',
      measures: {},
      p: 0.4,
      q: 0.5,
      drifted: false,
      missing: { reference: 0, current: 0 },
    },
  ],
  hasDrifted: true,
  performance: { ...interval(0.598), metric: 'roc_auc' },
};

/** Of version 2, on both sides of the limit. */
export const ofSecond: Window = {
  ...window,
  key: '2026-10-01T00:00:00.000Z@2',
  version: 2,
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-11-01T00:00:00.000Z',
  hasDrifted: false,
  performance: { ...interval(0.66), metric: 'roc_auc' },
};

export const opened = (about: 'performance' | 'drift', cause = ['month']): AlertEvent => ({
  schema: 1,
  kind: 'opened',
  alert: `${about}:${window.key}`,
  about,
  severity: about === 'drift' ? 'warning' : 'error',
  at: '2026-11-22T00:00:00.000Z',
  window: window.key,
  version: 1,
  message:
    about === 'drift'
      ? 'uptake@1 sees other data: month.'
      : 'uptake@1 fell below the limit of 0.65: roc_auc 0.598.',
  cause,
  next: 'Retrain it on newer data.',
});

/** Labels have come, and none matches a prediction. */
export const unjoined: AlertEvent = unjoinedAlert(
  { labels: 300, key: 'id', labelKey: 'C-1', predictionKey: '1', isAnswered: false },
  { newest: window, asOf: '2026-11-22T00:00:00.000Z' },
);

export const resolved = (about: 'performance' | 'drift'): AlertEvent => ({
  schema: 1,
  kind: 'resolved',
  alert: `${about}:${window.key}`,
  at: '2026-11-23T00:00:00.000Z',
  window: window.key,
  message: 'roc_auc 0.766, above the limit of 0.65 again.',
});

export const measured = { standing: 'current', metrics: { roc_auc: interval(0.7) } } as const;

/** The facts with the candidate that these runs leave: of the newest training, measured where that came after it and its tuning. */
export function withCandidate(facts: CatalogFacts): CatalogFacts {
  const newest = (stage: RunRecord['stage']) =>
    facts.runs.find(
      ({ record, state }) => record.stage === stage && record.parent === undefined && state.status === 'done',
    );
  const run = newest('train');
  if (!run) return { ...facts, candidates: [] };
  const made = [run, newest('tune')].map((one) => one?.record.at ?? '').sort();
  const isMeasured = (newest('evaluate')?.record.at ?? '') > (made.at(-1) ?? '');
  return { ...facts, candidates: [{ model: 'uptake', run, ...(isMeasured ? { measured } : {}) }] };
}

/** Everything is well: version 1 is champion, deployed and judged. */
/** `others`: datasets that are ready too. */
export function wellFacts(text = manifestText, ...others: readonly string[]): CatalogFacts {
  const { manifest, problems, entries, isReadOnly } = readManifest(text, 'lifecycle.yaml');
  return withCandidate({
    asOf,
    hasManifest: true,
    isReadOnly,
    manifest,
    problems,
    entries,
    datasets: ['bank', ...others].map((name) => ({
      name,
      collected,
      prepared,
      check: check(),
      testReads: 1,
    })),
    registries: [registry([version(1)], [promoted(1)])],
    runs: [
      run('monitor', '11-22T00:00', done),
      run('evaluate', '11-21T08:40', {
        ...done,
        outcome: { ...done.outcome, figure: 'roc_auc 0.700 (0.680 to 0.720)' },
      }),
      run('tune', '11-21T08:30', done),
      run('train', '11-21T08:00', done, { id: '20261121T080000-train1' }),
    ],
    candidates: [],
    deployments: [
      { name: 'local', state: deployed, isAlive: true, lastPrediction: '2026-11-21T12:00:00.000Z' },
    ],
    monitors: [
      {
        name: 'local',
        windows: [
          { ...window, hasDrifted: false, drift: [], performance: { ...interval(0.7), metric: 'roc_auc' } },
        ],
        alerts: [],
      },
    ],
    found: { files: [] },
    broken: [],
  });
}
