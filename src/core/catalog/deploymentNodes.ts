// The deployments of the tree: how each stands, and its endpoint; what is below its monitor is in `monitorNodes`.
import { barrierText } from './barrier';
import { deploymentStanding, type DeploymentStanding } from './deploymentStanding';
import { failureRows, stagesOf } from './failures';
import type { CatalogFacts } from './facts';
import { counted } from '../figures';
import { joined, tooltip } from './format';
import { minute } from '../times';
import { worstOf, type CatalogNode, type Subject } from './node';
import { alertRow, monitorRow, resolvedRow } from './monitorNodes';
import { runRow } from './runNodes';
import { running } from './runsAbout';
import { sentence } from './words';
import { remedy } from '../remedy';

/** Every deployment the manifest names, in its order, wrong ones too. */
export function deploymentNodes(facts: CatalogFacts): readonly CatalogNode[] {
  return facts.entries
    .filter(({ section }) => section === 'deployments')
    .map(({ name }) => {
      const standing = deploymentStanding(facts, name);
      const failures = [
        ...failureRows(facts, 'deployments', name, stagesOf.deployments),
        ...failureRows(facts, 'monitors', name, []),
      ];
      const going = running(facts, stagesOf.deployments, name).map((run) => runRow(facts, run));
      const parts = standing ? partsOf(standing) : [];
      const children = [...failures, ...going, ...parts];
      return {
        id: `deployment:${name}`,
        kind: 'deployment',
        label: name,
        description: standing ? figures(standing) : 'not readable',
        ...(standing ? { tooltip: explained(standing) } : {}),
        state: worstOf(children.map(({ state }) => state)),
        about: {
          name,
          ...(standing ? serverOf(standing) : {}),
          ...(standing?.monitor ? { stage: 'monitor' as const } : {}),
        },
        ...(standing ? refusal(standing) : {}),
        children,
      };
    });
}

/** What can be copied, read and stopped of it. */
const serverOf = ({
  facts: { state, isAlive },
}: DeploymentStanding): Pick<Subject, 'address' | 'isLive'> => ({
  ...(state ? { address: state.url } : {}),
  ...(isAlive === true ? { isLive: true } : {}),
});

function figures({ facts, settings, due, barred, isDown, open }: DeploymentStanding): string {
  const { state, isAlive, isOfToday } = facts;
  if (isOfToday) return joined(settings.model, open.length > 0 ? counted(open.length, 'alert') : undefined);
  const standing = !state
    ? 'not deployed'
    : isAlive === false
      ? isDown
        ? 'down'
        : 'stopped'
      : (due ?? barred) && 'out of date';
  return joined(
    state ? `${state.model}@${state.version}` : settings.model,
    standing,
    open.length > 0 ? counted(open.length, 'alert') : undefined,
  );
}

function explained(standing: DeploymentStanding): string {
  const {
    name,
    settings,
    facts: { state },
    zone,
  } = standing;
  return tooltip(
    name,
    [
      ['Model', settings.model],
      ['Target', settings.target],
      ['Address', state?.url],
      ['Since', state && minute(state.at, zone)],
    ],
    whyNot(standing),
  );
}

/** Why what should answer does not: it is to be deployed, or may not be. */
const whyNot = ({ due, barred }: DeploymentStanding): string | undefined =>
  due === undefined ? barred && barrierText(barred) : sentence(due);

/** Where to deploy it would be refused. */
const refusal = ({ wanted, barred }: DeploymentStanding): Pick<CatalogNode, 'isRefused'> =>
  wanted === undefined || barred !== undefined ? { isRefused: true } : {};

function partsOf(standing: DeploymentStanding): readonly CatalogNode[] {
  return [
    ...standing.open.map((alert) => alertRow(standing, alert)),
    endpointRow(standing),
    ...(standing.monitor ? [monitorRow(standing)] : []),
    ...resolvedRow(standing),
  ];
}

function endpointRow(standing: DeploymentStanding): CatalogNode {
  const { name, facts, due, barred, isDown, settings, zone } = standing;
  const { state, isAlive, isOfToday } = facts;
  const about = { name, stage: 'deploy' } as const;
  if (isOfToday)
    return {
      id: `endpoint:${name}`,
      kind: 'endpoint',
      label: 'Endpoint',
      description: 'not judged: which server answers is known of today only',
      state: 'unknown',
      about,
      children: [],
    };
  if (!state)
    return {
      id: `endpoint:${name}`,
      kind: 'endpoint',
      label: 'Not deployed yet',
      description: whyNot(standing) ?? `no version is ${settings.model}`,
      state: barred === undefined ? 'unknown' : 'warning',
      about,
      ...refusal(standing),
      children: [],
    };
  const health = isAlive === undefined ? undefined : isAlive ? 'running' : isDown ? 'down' : 'stopped';
  return {
    id: `endpoint:${name}`,
    kind: 'endpoint',
    label: state.url,
    description: joined(
      `version ${state.version}`,
      health,
      isAlive === false && barred === undefined ? undefined : whyNot(standing),
    ),
    tooltip: tooltip(
      state.url,
      [
        ['Answers with', `${state.model}@${state.version}`],
        ['Before', state.previous === undefined ? undefined : `version ${state.previous}`],
        ['Since', minute(state.at, zone)],
        ['Stopped', state.stoppedAt && minute(state.stoppedAt, zone)],
        ['Model file', state.digest],
        ['Process', state.process && `${state.process.pid} on ${state.process.host}`],
        ['Last prediction', facts.lastPrediction && minute(facts.lastPrediction, zone)],
      ],
      whyNot(standing),
    ),
    state: isDown
      ? 'error'
      : barred !== undefined
        ? 'warning'
        : due !== undefined
          ? 'stale'
          : isAlive === undefined
            ? 'unknown'
            : 'ok',
    about: { ...about, version: state.version, ...serverOf(standing) },
    ...refusal(standing),
    ...(due === undefined ? {} : { fix: 'Deploy it.', remedy: remedy('deploy', name) }),
    children: [],
  };
}
