// A model file opened for one piece of work, and closed whatever comes of it.
import type { ModelInput } from '../../core/prepare/serving';
import { openModel, type LoadedModel, type OpenOptions } from './session';

export async function withModel<T>(
  file: string,
  work: (model: LoadedModel) => Promise<T>,
  options: OpenOptions,
): Promise<T> {
  const model = await openModel(file, options);
  try {
    return await work(model);
  } finally {
    await model.close();
  }
}

/** What the model takes. */
export const inputsOfModel = (file: string, options: OpenOptions): Promise<readonly ModelInput[]> =>
  withModel(file, ({ inputs }) => Promise.resolve(inputs), options);
