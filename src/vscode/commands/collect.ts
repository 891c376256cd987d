// `Lifecycle: Collect Data`.
import { l10n } from 'vscode';
import { datasetVerb } from './verb';

export const collect = datasetVerb('collect', (what) => l10n.t('Collecting {0}', what));
