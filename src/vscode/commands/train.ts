// `Lifecycle: Train Model`.
import { l10n } from 'vscode';
import { modelVerb } from './verb';

export const train = modelVerb('train', (model) => l10n.t('Training {0}', model));
