// `Lifecycle: Retrain Model`.
import { l10n } from 'vscode';
import { modelVerb } from './verb';

export const retrain = modelVerb('retrain', (model) => l10n.t('Retraining {0}', model));
