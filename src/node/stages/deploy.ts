// The verb `deploy`: makes what runs equal to what the manifest and the registry say; that gates bar a version from it is written down there.
import { join } from 'node:path';
import * as z from 'zod';
import type { DeploymentState } from '../../core/deploy/deployment';
import { timeOf } from '../../core/manifest/lookups';
import { entryNamed } from '../../core/manifest/entry';
import { places } from '../../core/places';
import { plainTimeOf } from '../../core/prepare/timePreparation';
import { gateLine } from '../../core/registry/gateResult';
import { notLetThrough, waysToAnswer } from '../../core/registry/letThrough';
import type { Version } from '../../core/registry/version';
import type { Outcome } from '../../core/run/run';
import { barredFrom } from '../promote/barred';
import { wholeRegistry } from '../registry/read';
import { tellingIn, type Stage, type StageContext } from '../stage';
import { exampleRequest } from '../deploy/exampleRequest';
import { readDeploymentState } from '../deploy/folder';
import { deploymentTarget } from '../deploy/targets';
import { withLock } from '../files/withLock';
import { requireUnedited } from '../registry/unedited';
import { findVersion } from '../registry/versionOf';

const request = z.strictObject({ deployment: z.string() });

export const deploy: Stage<z.infer<typeof request>> = {
  name: 'deploy',
  request,
  isDetached: false,
  async perform({ deployment: name }, context) {
    const { project, clock, run, report, signal } = context;
    const settings = entryNamed(project.manifest, 'deployments', name);
    const version = await findVersion(project.paths, settings.model, clock.judged());
    await requireUnedited(project.paths, version);
    const asked = timeOf(project.manifest, version.model);
    const time = asked && plainTimeOf(version, asked);
    const target = deploymentTarget(project.paths, settings.target);
    const answering = async (state: DeploymentState, isNew: boolean): Promise<Outcome> => ({
      kind: isNew ? 'done' : 'skipped',
      passed: true,
      summary: `${name} ${isNew ? 'answers' : 'already answers'} with ${version.model}@${version.version}.`,
      figure: state.url,
      where: `${state.url}/health`,
      document: {
        deployment: name,
        model: version.model,
        version: version.version,
        url: state.url,
        isNew,
        request: await exampleRequest(project.paths, version, state.url),
      },
    });
    const makeEqual = async (): Promise<Outcome> => {
      const previous = await readDeploymentState(project.paths, name);
      const wanted = {
        name,
        settings,
        version,
        ...(time === undefined ? {} : { timeColumn: time }),
        ...(previous ? { previous } : {}),
      };
      const { actions } = await target.plan(wanted, signal);
      if (actions.length === 0 && previous) return answering(previous, false);
      const refusal = await refusalOf(version, name, context);
      if (refusal) return refusal;
      for (const message of actions) report({ kind: 'progress', message });
      return answering(await target.apply(wanted, signal), actions.length > 0);
    };
    const lock = {
      file: join(project.paths.locks(), `deploy-${name}.json`),
      purpose: run.id,
      work: `deployment of ${name}`,
    };
    const onWait = (message: string) => report({ kind: 'progress', message });
    return withLock(lock, makeEqual, { onWait, signal });
  },
};

/** Undefined where the version was promoted once, or its gates let it through now. */
async function refusalOf(
  version: Version,
  name: string,
  context: StageContext,
): Promise<Outcome | undefined> {
  const { project, clock, signal } = context;
  const { model, version: number } = version;
  const registry = await wholeRegistry(project.paths, model, clock.judged());
  const gates = await barredFrom(
    name,
    { project, clock, registry, version, tell: tellingIn(context) },
    signal,
  );
  if (!gates) return undefined;
  const asked = { manifest: project.manifest, registry, version };
  const reasons = gates.map((gate) => `  ${gateLine(gate)}`);
  return {
    kind: 'done',
    passed: false,
    summary: [
      `${name} was not deployed: ${notLetThrough(asked)}.`,
      ...reasons,
      `  ${waysToAnswer(asked)}`,
    ].join('\n'),
    where: places.card(model, number),
    document: {
      deployment: name,
      model,
      version: number,
      isNew: false,
      gates: gates.map(({ gate, passed, reason }) => ({ gate, passed, reason })),
    },
  };
}
