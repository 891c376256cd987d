// What to run about something, as the editor's command for it and what that command is told. Titles are those of package.nls.json.
import type { Remedy, RemedyVerb } from '../core/remedy';
import { stageNames } from '../core/run/run';
import type { CommandName } from './ids';
import type { Subject } from './subject';

interface Known {
  readonly name: CommandName;
  /** As on a button. */
  readonly title: string;
}

const commands: Readonly<Record<RemedyVerb, Known>> = {
  collect: { name: 'collect', title: 'Collect Data' },
  prepare: { name: 'prepare', title: 'Prepare Data' },
  check: { name: 'check', title: 'Check Data' },
  train: { name: 'train', title: 'Train Model' },
  tune: { name: 'tune', title: 'Tune Model' },
  evaluate: { name: 'evaluate', title: 'Evaluate Model' },
  register: { name: 'register', title: 'Register Model Version' },
  promote: { name: 'promote', title: 'Promote Version' },
  approve: { name: 'approve', title: 'Approve Version' },
  deploy: { name: 'deploy', title: 'Deploy Model' },
  monitor: { name: 'monitor', title: 'Monitor Deployment' },
  retrain: { name: 'retrain', title: 'Retrain Model' },
  run: { name: 'run', title: 'Run Everything Out of Date' },
  init: { name: 'init', title: 'Create lifecycle.yaml' },
  new: { name: 'newModel', title: 'New Model from Template' },
  python: { name: 'createPython', title: 'Create Python Environment' },
  log: { name: 'log', title: 'Show Log' },
  stop: { name: 'stop', title: 'Stop' },
  status: { name: 'refresh', title: 'Refresh' },
  /** Sent from a terminal, by whoever has the rows. */
  predict: { name: 'copyRequest', title: 'Copy Request' },
};

export const commandOf = ({ verb }: Remedy): Known => commands[verb];

/** What the command is told; `folder`: the workspace folder's address. */
export function subjectOfRemedy({ verb, args }: Remedy, folder: string): Subject {
  const what = verb === 'new' ? args[args.indexOf('--dataset') + 1] : args[0];
  if (what === undefined || what.startsWith('-')) return { kind: 'more', folder };
  if (verb === 'new') return { kind: 'dataset', folder, name: what };
  if (verb === 'log' || verb === 'stop') return { kind: 'run', folder, run: what };
  const [name = what, version] = what.split('@');
  const stage = stageNames.find((one) => one === verb);
  return {
    kind: verb === 'approve' ? 'version' : 'more',
    folder,
    name,
    ...(stage ? { stage } : {}),
    ...(version !== undefined && /^\d+$/.test(version) ? { version: Number(version) } : {}),
  };
}
