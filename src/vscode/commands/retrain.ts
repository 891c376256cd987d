// `Lifecycle: Retrain Model`.
import { l10n } from 'vscode';
import { deployingOf } from '../../core/catalog/next';
import type { Project } from '../../node/project';
import type { Editor } from '../editor';
import { offerOf, type Offer } from '../present';
import { modelVerb } from './verb';

export const retrain = modelVerb('retrain', (model) => l10n.t('Retraining {0}', model), deploying);

/** A version that took over answers once it is deployed. */
async function deploying({ projects }: Editor, project: Project, model: string): Promise<Offer | undefined> {
  await projects.refresh();
  const folder = projects.folderOf(project);
  const facts = projects.at(folder)?.facts;
  const remedy = facts && deployingOf(facts, model)?.remedy;
  return remedy && offerOf(remedy, folder);
}
