// The cards of a dataset's current versions, beside their version.json: Markdown for people, Croissant for programs.
import { join, relative, sep } from 'node:path';
import { croissant } from '../../core/card/croissant';
import { renderDatasetCard, type DatasetFacts } from '../../core/card/datasetCard';
import type { Dataset } from '../../core/manifest/dataset';
import { writeAtomic, writeJson } from '../files/atomic';
import type { Project } from '../project';
import { currentCollected, currentPrepared, versionFolder } from './versions';

/** Of what was collected, and of what was prepared of it. */
export async function writeCards(project: Project, name: string, dataset: Dataset): Promise<void> {
  const collected = await currentCollected(project, name);
  if (!collected) return;
  const { owner } = project.manifest.roles ?? {};
  const facts: DatasetFacts = { name, collected, dataset, ...(owner === undefined ? {} : { owner }) };
  await write(project, versionFolder(project, collected), facts);
  const prepared = await currentPrepared(project, name);
  if (prepared?.from === collected.fingerprint)
    await write(project, versionFolder(project, prepared), { ...facts, prepared });
}

async function write({ root }: Project, folder: string, facts: DatasetFacts): Promise<void> {
  const pathTo = (file: string) => relative(folder, join(root, file)).split(sep).join('/');
  await writeAtomic(join(folder, 'card.md'), renderDatasetCard(facts));
  await writeJson(join(folder, 'croissant.json'), croissant(facts, pathTo));
}
