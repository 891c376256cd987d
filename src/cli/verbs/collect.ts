// `lifecycle collect [names...]`, and with --dry-run what it would bring.
import { Command } from 'commander';
import { bytes as size, counted } from '../../core/figures';
import { actsOn } from '../../core/run/actsOn';
import type { CollectPlan, PlannedFile } from '../../node/collect/plan';
import type { Session } from '../session';
import { performStage } from '../stageVerb';
import { textTable } from '../textTable';
import type { Answer, Verb } from '../verb';

export const collect: Verb = (bind) =>
  new Command('collect')
    .description('Brings the data of datasets in and records what came.')
    .argument('[names...]', 'only these; all when left out')
    .option('--dry-run', 'list what would come, and bring nothing')
    .action(
      bind(async (session, names: string[], { dryRun }: { readonly dryRun?: boolean }) => {
        const request = names.length > 0 ? { names } : {};
        return dryRun === true ? plan(session, request) : performStage(session, 'collect', request);
      }),
    );

/** No run of it is kept: nothing is done. */
async function plan(session: Session, request: { readonly names?: readonly string[] }): Promise<Answer> {
  const { planCollect } = await import('../../node/collect/plan');
  const { datasetsOf } = await import('../../node/dataset/named');
  const { eachEntry } = await import('../../node/each');
  const project = await session.project(({ entries }) => actsOn('collect', request, entries));
  const { signal, progress } = session;
  const report: Parameters<typeof planCollect>[0]['report'] = (event) => {
    if (event.kind === 'progress') progress.show('collect', event);
  };
  const plans = await eachEntry(
    'dataset',
    datasetsOf(project, request.names),
    ({ name, dataset }) => {
      progress.show('collect', { message: `Looking at the source of ${name}` });
      return planCollect({ project, name, dataset, report, signal });
    },
    signal,
  );
  return { text: plans.map(planText).join('\n\n'), document: { datasets: plans } };
}

const widest = 120;

function planText({ name, files, bytes }: CollectPlan): string {
  const of = (change: PlannedFile['change']) => files.filter((file) => file.change === change);
  const counts = (['new', 'changed', 'unchanged', 'unknown', 'gone'] as const)
    .map((change) => [of(change).length, change] as const)
    .filter(([count]) => count > 0)
    .map(([count, change]) => `${count.toLocaleString('en')} ${change}`);
  const told = files.filter(({ change }) => change !== 'unchanged');
  const head = `${name}: ${counts.join(', ')} of ${counted(files.length, 'file')}; ${size(bytes)} would come.`;
  if (told.length === 0) return head;
  const rows = told.map(({ change, bytes: one, uri, path }) => [
    change,
    one === undefined ? '' : size(one),
    uri,
    path === uri ? '' : path,
  ]);
  return `${head}\n${textTable(['change', 'size', 'source', 'path'], rows, widest)}`;
}
