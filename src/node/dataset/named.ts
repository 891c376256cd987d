// Which datasets a verb was asked to work on, from names or from there being no names.
import { wrongInput } from '../../core/errors';
import type { Dataset } from '../../core/manifest/dataset';
import { findEntry } from '../../core/manifest/entry';
import type { Project } from '../project';
import { remedy } from '../../core/remedy';

export interface NamedDataset {
  readonly name: string;
  readonly dataset: Dataset;
}

/** Undefined names are all of the manifest's. Throws `input` where one is not declared or is wrong, or where there are none. */
export function datasetsOf(project: Project, names?: readonly string[]): NamedDataset[] {
  const wanted = names ?? Object.keys(project.manifest.datasets ?? {});
  if (wanted.length === 0)
    throw wrongInput('There is no dataset.', {
      hint: 'Declare one in lifecycle.yaml, e.g. "datasets: {bank: data/bank.csv}", or have one proposed.',
      remedy: remedy('init'),
    });
  return [...new Set(wanted)].map((name) => ({ name, dataset: findEntry(project, 'datasets', name) }));
}
