// What a model needs next: training, tuning, measuring, registering, approvals, promotion.
import { freeName } from '../manifest/freeName';
import { referringTo } from '../manifest/parts';
import { pasteAt } from '../manifest/paste';
import { places } from '../places';
import { anotherPerson, approversOf, hasOwnApproval } from '../registry/approvers';
import { datasetStanding } from './datasetStanding';
import type { CatalogFacts } from './facts';
import { aliasesOf, checksNow, modelStanding, refusalNow, type ModelStanding } from './modelStanding';
import { byRunning, runningStage, type NextStep } from './nextStep';
import { lastDone, lastFailure, running } from './runsAbout';
import { sentence, verbOf } from './words';

type ModelStage = 'train' | 'tune' | 'evaluate' | 'register' | 'promote';
const stages: readonly ModelStage[] = ['train', 'tune', 'evaluate', 'register', 'promote'];

/** Nothing while its data is not ready or something of it runs. */
export function nextForModel(facts: CatalogFacts, name: string): readonly NextStep[] {
  const standing = modelStanding(facts, name);
  if (!standing || running(facts, [...stages, 'retrain'], name).length > 0) return [];
  const dataset = standing.dataset === undefined ? undefined : datasetStanding(facts, standing.dataset);
  const isReady = dataset?.facts.prepared !== undefined && dataset.due?.stage !== 'prepare';
  if (facts.madeLater?.includes(name)) return []; // what it needed then is not known
  const due = isReady ? stageDue(facts, standing) : undefined;
  if (!due) return afterRegistering(facts, standing);
  return [
    runningStage(facts, {
      stage: due.stage,
      subject: name,
      severity: due.isNew ? 'info' : 'warning',
      title: `${verbOf(due.stage)} ${name}`,
      why: due.why,
      dataset: standing.dataset,
    }),
  ];
}

function stageDue(
  facts: CatalogFacts,
  {
    name,
    settings,
    newest,
    candidate,
    isUnregistered,
    isPreparedAnew,
    hasNewData,
    change,
    dataset,
  }: ModelStanding,
): { readonly stage: ModelStage; readonly why: string; readonly isNew: boolean } | undefined {
  if (!candidate && !newest)
    return settings.tune && lastFailure(facts, 'tune', name)
      ? { stage: 'tune', why: 'It was never tuned.', isNew: true }
      : { stage: 'train', why: 'It was never trained.', isNew: true };
  if (hasNewData)
    return { stage: 'train', why: `${dataset} has changed since it was last trained.`, isNew: false };
  if (change !== undefined)
    return {
      stage: settings.tune ? 'tune' : 'train',
      why: sentence(`${change} since it was last trained`),
      isNew: false,
    };
  if (candidate?.measured?.standing === 'otherwise')
    return {
      stage: 'evaluate',
      why: 'It was measured by other settings or rules than those of now.',
      isNew: false,
    };
  if (newest && !isUnregistered) return undefined;
  if (settings.tune && !lastDone(facts, 'tune', name))
    return { stage: 'tune', why: 'It was trained, but never tuned.', isNew: true };
  if (!candidate?.measured)
    return {
      stage: 'evaluate',
      why: isPreparedAnew
        ? `The test rows of ${dataset} have changed since it was measured; what it learnt from has not.`
        : 'Its newest training was not measured yet.',
      isNew: !isPreparedAnew,
    };
  if (isPreparedAnew)
    return {
      stage: 'register',
      why: `The preparation of ${dataset} has changed since version ${newest?.version} was registered; what it learnt from has not, so it need not be trained again to be served with it.`,
      isNew: false,
    };
  return {
    stage: 'register',
    why: newest
      ? `It was trained and measured after version ${newest.version}, and is no version yet.`
      : 'It was measured, but no version is registered.',
    isNew: true,
  };
}

/** The newest version: approvals it lacks, then its promotion; nothing where it was decided. */
function afterRegistering(
  facts: CatalogFacts,
  { name, settings, registry, newest, alias, champion }: ModelStanding,
): readonly NextStep[] {
  if (champion && !isDeployed(facts, name)) return [namingDeployment(facts, name, champion.version)];
  if (!newest || champion?.version === newest.version) return [];
  const label = `${name}@${newest.version}`;
  const needed = settings.gates?.approvals ?? 0;
  const approvers = approversOf(registry, newest, facts.manifest.roles?.approvers);
  const refusal = refusalNow(facts, newest);
  const failedGates = refusal?.gates.filter(({ passed }) => !passed) ?? [];
  const others = failedGates.filter(({ gate }) => gate !== 'approvals');
  const lacking: readonly NextStep[] =
    approvers.length < needed
      ? [
          {
            stage: 'approve',
            severity: 'info',
            title: `Approve ${label}`,
            why: `${approvers.length} of ${needed} approval${needed === 1 ? '' : 's'} to become ${alias}; not counting ${newest.by}, who registered it.`,
            ...(hasOwnApproval(registry, newest)
              ? { change: anotherPerson(newest) }
              : byRunning('approve', label)),
            name,
            version: newest.version,
          },
        ]
      : [];
  // A check that does not pass is a step of the dataset; only what else refused it calls for another version.
  const awaitsCheck = checksNow(facts, newest)?.passed === false;
  if (awaitsCheck && others.every(({ gate }) => gate === 'checks')) return lacking;
  const isOnlyUnapproved = others.length === 0;
  if (!isOnlyUnapproved && champion) return []; // no approval would help
  if (!isOnlyUnapproved)
    return [
      {
        stage: settings.tune ? 'tune' : 'train',
        severity: 'warning',
        title: `Improve ${name}`,
        why: `Version ${newest.version} was refused as ${alias}: ${failedGates.map(({ reason }) => reason).join(' ')}`,
        ...byRunning(settings.tune ? 'tune' : 'train', name),
        name,
        version: newest.version,
      },
    ];
  if (lacking.length > 0) return lacking;
  const isCandidate = aliasesOf(registry, newest.version).length > 0;
  return [
    {
      ...runningStage(facts, {
        stage: 'promote',
        subject: name,
        args: [label],
        severity: 'info',
        title: `Promote ${label}`,
        why: champion
          ? `It is newer than version ${champion.version}, which is ${alias}${isCandidate ? `; it is ${aliasesOf(registry, newest.version).join(', ')}` : ''}.`
          : `No version is ${alias} yet.`,
      }),
      version: newest.version,
    },
  ];
}

/** By a wrong entry too, and by one of which it cannot be told. */
const isDeployed = ({ entries }: CatalogFacts, name: string) =>
  referringTo(entries, 'deployments', { section: 'models', name }).length > 0;

function namingDeployment({ manifest, entries }: CatalogFacts, name: string, champion: number): NextStep {
  const taken = entries.filter(({ section }) => section === 'deployments').map((entry) => entry.name);
  const free = freeName(`${name}-local`, taken);
  return {
    stage: 'mend',
    severity: 'info',
    title: `Name a deployment of ${name}`,
    why: `Version ${champion} is champion, but lifecycle.yaml names no deployment of it.`,
    paste: pasteAt(manifest, ['deployments', free], { model: `${name}@champion` }),
    name,
    section: 'models',
    path: places.manifest,
  };
}
