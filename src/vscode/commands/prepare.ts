// `Lifecycle: Prepare Data`.
import { l10n } from 'vscode';
import { datasetVerb } from './verb';

export const prepare = datasetVerb('prepare', (what) => l10n.t('Preparing {0}', what));
