// A version and decisions as tests need them: whole, with single parts replaced.
import type { RegistryEvent } from '../../../src/core/registry/event';
import { foldRegistry, type RegistryState } from '../../../src/core/registry/fold';
import type { Version } from '../../../src/core/registry/version';

export function exampleVersion(parts: Partial<Version> = {}): Version {
  return {
    schema: 1,
    model: 'uptake',
    version: 1,
    at: '2009-07-01T00:00:00.000Z',
    by: 'ana@example.org',
    run: '20090701T000000-aaaaaa',
    task: 'classification',
    files: [{ role: 'model', name: 'model.onnx', digest: `sha256:${'0'.repeat(64)}`, bytes: 10 }],
    inputs: [{ name: 'age', type: 'number', tensor: 'float32' }],
    preparation: { steps: [], inputs: [{ name: 'age', type: 'BIGINT' }] },
    target: 'y',
    classes: ['no', 'yes'],
    positive: 'yes',
    training: {
      model: 'uptake',
      command: 'python train.py',
      params: {},
      seed: 0,
      data: { dataset: 'bank', prepared: 'sha256:1', train: 'sha256:2' },
      code: { isDirty: false },
      environment: { python: 'python3', version: '3.11.7', digest: 'sha256:3', packages: [] },
      key: 'sha256:4',
    },
    lineage: { dataset: 'bank', prepared: 'sha256:1' },
    metrics: {
      measuredOn: 'test',
      values: {
        roc_auc: { value: 0.687, low: 0.663, high: 0.711, level: 0.95, method: 'DeLong, logit', n: 4040 },
      },
    },
    checks: { passed: true, open: [] },
    testReads: 1,
    ...parts,
  };
}

type Without<E> = E extends unknown
  ? Omit<E, 'schema' | 'isSigned' | 'by' | 'at'> & { by?: string; at?: string }
  : never;

export const decision = (event: Without<RegistryEvent>): RegistryEvent => ({
  schema: 1,
  isSigned: false,
  by: 'ana@example.org',
  at: '2009-07-02T00:00:00.000Z',
  ...event,
});

export const registryOf = (versions: readonly Version[], events: readonly RegistryEvent[]): RegistryState =>
  foldRegistry({
    model: 'uptake',
    versions,
    events: events.map((event, index) => ({ file: `${index}.yaml`, event })),
  });
