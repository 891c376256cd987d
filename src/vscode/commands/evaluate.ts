// `Lifecycle: Evaluate Model`.
import { l10n } from 'vscode';
import { modelVerb } from './verb';

export const evaluate = modelVerb('evaluate', (model) => l10n.t('Evaluating {0}', model));
