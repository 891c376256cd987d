// `Lifecycle: Register Model Version`.
import { l10n } from 'vscode';
import { modelVerb } from './verb';

export const register = modelVerb('register', (model) => l10n.t('Registering {0}', model));
