// `Lifecycle: Check Data`.
import { l10n } from 'vscode';
import { datasetVerb } from './verb';

export const check = datasetVerb('check', (what) => l10n.t('Checking {0}', what));
