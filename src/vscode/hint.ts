// What a sentence says to type in a terminal, as what to do in the editor. Sentences come from stages, which do not know who reads them.
import { commandIds, type CommandName } from './ids';

const titles: Partial<Record<string, string>> = {
  collect: 'Collect Data',
  prepare: 'Prepare Data',
  check: 'Check Data',
  train: 'Train Model',
  tune: 'Tune Model',
  evaluate: 'Evaluate Model',
  register: 'Register Model Version',
  promote: 'Promote Version',
  approve: 'Approve Version',
  deploy: 'Deploy Model',
  monitor: 'Monitor Deployment',
  retrain: 'Retrain Model',
  run: 'Run Everything Out of Date',
  init: 'Create lifecycle.yaml',
  createPython: 'Create Python Environment',
  log: 'Show Log',
  stop: 'Stop',
  status: 'Refresh',
};

/** `Run "lifecycle monitor local" again.` is `Run Monitor Deployment again.`; a sentence without a command stays as it is. */
export function inEditor(text: string): string {
  return text
    .replace(/\bRun "lifecycle python --create"/g, 'Create the Python environment')
    .replace(/\brunning "lifecycle python --create"/g, 'creating the Python environment')
    .replace(/\bSee "lifecycle log [\w-]+"/g, 'See its log')
    .replace(/"lifecycle (\w+)[^"]*"/g, (typed, verb: string) => titles[nameOf(verb)] ?? typed)
    .replace(/: lifecycle \w+( [\w@.-]+)*\.?$/g, '.');
}

/** The command that a sentence tells to type, or names by its title; undefined where there is none. */
export function commandIn(text: string): CommandName | undefined {
  const named = Object.keys(titles).find((name) => text.includes(`"Lifecycle: ${titles[name]}"`));
  const typed = /\blifecycle (\w+)/.exec(text)?.[1];
  const name = named ?? (typed === undefined ? undefined : nameOf(typed));
  return name !== undefined && name in commandIds ? (name as CommandName) : undefined;
}

/** As on a button. */
export const titleOf = (name: CommandName): string => titles[name] ?? name;

const nameOf = (verb: string) => (verb === 'python' ? 'createPython' : verb);
