// `Lifecycle: Tune Model`.
import { l10n } from 'vscode';
import { modelVerb } from './verb';

export const tune = modelVerb('tune', (model) => l10n.t('Tuning {0}', model));
