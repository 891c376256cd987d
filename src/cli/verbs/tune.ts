// `lifecycle tune MODEL`.
import { Command } from 'commander';
import { formatInterval } from '../../core/evaluate/interval';
import type { Tuning, TuningTrial } from '../../core/tune/tuning';
import { performStage } from '../stageVerb';
import { textTable } from '../textTable';
import type { Answer, Verb } from '../verb';

export const tune: Verb = (bind) =>
  new Command('tune')
    .description('Tries the manifest’s space of parameters and chooses the simplest of the best.')
    .argument('<model>')
    .action(
      bind(async (session, model: string): Promise<Answer> => {
        const answer = await performStage(session, 'tune', { model });
        return {
          ...answer,
          text: `${answer.text}\n\n${trialsText(answer.document as Tuning)}`,
        };
      }),
    );

/** A line each trial, in the order of the space: its parameters, its score on validation, and how it stands. */
export function trialsText(tuning: Tuning): string {
  const names = [...new Set(tuning.trials.flatMap(({ params }) => Object.keys(params)))];
  const isTold = tuning.trials.some(({ reported }) => typeof reported === 'number');
  const rows = tuning.trials.map((trial) => [
    ...names.map((name) => String(trial.params[name] ?? '')),
    trial.metric ? formatInterval(trial.metric) : '',
    ...(isTold ? [trial.reported?.toFixed(3) ?? ''] : []),
    standingOf(trial, tuning),
  ]);
  return textTable([...names, tuning.metric, ...(isTold ? ['told by the script'] : []), ''], rows);
}

function standingOf({ run, error }: TuningTrial, { chosen, best, indistinguishable }: Tuning): string {
  if (error !== undefined) return `failed: ${error.split('\n', 1).join()}`;
  if (run === undefined) return '';
  const standing = [...(run === chosen ? ['chosen'] : []), ...(run === best ? ['best'] : [])];
  if (standing.length > 0) return standing.join(', ');
  return indistinguishable.includes(run) ? 'not told from the best' : '';
}
