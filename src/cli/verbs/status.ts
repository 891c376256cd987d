// `lifecycle status`: the sidebar as text.
import { Command } from 'commander';
import { buildCatalog, viewNames, type Catalog, type ViewName } from '../../core/catalog/catalog';
import { statusItem } from '../../core/catalog/statusBar';
import { gatherFacts } from '../../node/catalog/gather';
import type { Session } from '../session';
import { treeText } from '../treeText';
import type { Answer, Verb } from '../verb';

export const status: Verb = (bind) =>
  new Command('status')
    .description('Shows datasets, models and deployments, how each stands, and what is wrong.')
    .action(bind(show));

async function show(session: Session): Promise<Answer> {
  const project = await session.readableProject();
  const facts = await gatherFacts(project, session.clock, session.signal);
  const catalog = buildCatalog(facts);
  const { text, severity } = statusItem([facts]);
  return {
    text: catalog.isEmpty ? 'Nothing of a model’s life was found in this folder.' : views(session, catalog),
    document: { asOf: facts.asOf, status: { text, severity }, problems: facts.problems, ...catalog },
    isInputWrong: facts.problems.some((problem) => problem.severity === 'error'),
  };
}

const titles: Readonly<Record<ViewName, string>> = {
  process: 'Process',
  datasets: 'Datasets',
  models: 'Models',
  deployments: 'Deployments',
};
const emptyTexts: Readonly<Record<ViewName, string>> = {
  process: 'Run "lifecycle init" to say what is here for what.',
  datasets: 'No dataset yet: put a data file into the folder, then run "lifecycle init".',
  models:
    'No model yet: run "lifecycle new MODEL", or name a training command under "models:" in lifecycle.yaml.',
  deployments: 'No deployment yet: name one under "deployments:" in lifecycle.yaml.',
};

function views({ present, streams }: Session, catalog: Catalog): string {
  const { columns } = streams.stdout as { columns?: number };
  const style = { ...present, width: Math.max(40, Math.min(columns ?? 100, 140)) };
  return viewNames
    .map((name) => {
      const nodes = catalog[name];
      const body = nodes.length > 0 ? treeText(nodes, style) : `  ${present.dim(emptyTexts[name])}`;
      return `${present.bold(titles[name])}\n${body}`;
    })
    .join('\n\n');
}
