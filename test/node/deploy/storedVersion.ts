// A version whose model is the small classifier of the fixtures, its file in a project's store: something to serve.
import { join } from 'node:path';
import type { Version } from '../../../src/core/registry/version';
import type { ServingPreparation } from '../../../src/core/prepare/serving';
import { openModel } from '../../../src/node/onnx/session';
import type { ProjectPaths } from '../../../src/node/paths';
import { storeFile } from '../../../src/node/store';
import { exampleVersion } from '../../core/registry/example';

const modelFile = join(import.meta.dirname, '../../fixtures/onnx/classifier.onnx');
const asTheModelTakesThem: ServingPreparation = {
  steps: [],
  inputs: [
    { name: 'age', type: 'DOUBLE' },
    { name: 'job', type: 'VARCHAR' },
  ],
};

/** Version 1 of `uptake`; its raw columns are `age` and `job` unless a preparation says otherwise. `file`: another model. */
export async function storedVersion(
  paths: ProjectPaths,
  preparation: ServingPreparation = asTheModelTakesThem,
  file = modelFile,
): Promise<Version> {
  const model = await openModel(file);
  const { inputs } = model;
  await model.close();
  const stored = { role: 'model', name: 'model.onnx', ...(await storeFile(paths, file)) } as const;
  return exampleVersion({ files: [stored], inputs, preparation });
}
