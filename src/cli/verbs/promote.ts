// `lifecycle promote MODEL@N`.
import { Command } from 'commander';
import { wrongInput } from '../../core/errors';
import { performStage } from '../stageVerb';
import type { Verb } from '../verb';

export const promote: Verb = (bind) =>
  new Command('promote')
    .description('Points an alias at a version, if it passes every gate.')
    .argument('<model@version>')
    .option('--to <alias>', 'the alias', 'champion')
    .action(
      bind((session, which: string, { to: alias }: { to: string }) =>
        performStage(session, 'promote', { ...readVersion(which), alias }),
      ),
    );

/** `uptake@2` as its parts. Throws `input`. */
function readVersion(text: string): { model: string; version: number } {
  const [, model, number] = /^([^@]+)@(\d+)$/.exec(text) ?? [];
  if (model === undefined || number === undefined)
    throw wrongInput(`${text} names no version.`, { hint: 'Write MODEL@N, e.g. uptake@2.' });
  return { model, version: Number(number) };
}
