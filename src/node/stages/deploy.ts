// The verb `deploy`: makes what runs equal to what the manifest and the registry say.
import { join } from 'node:path';
import { z } from 'zod';
import { timeOf } from '../../core/manifest/lookups';
import { entryNamed } from '../../core/manifest/entry';
import { plainTimeOf } from '../../core/prepare/timePreparation';
import type { Stage } from '../stage';
import { exampleRequest } from '../deploy/exampleRequest';
import { readDeploymentState } from '../deploy/folder';
import { deploymentTarget } from '../deploy/targets';
import { withLock } from '../files/withLock';
import { findVersion } from '../registry/versionOf';

const request = z.strictObject({ deployment: z.string() });

export const deploy: Stage<z.infer<typeof request>> = {
  name: 'deploy',
  request,
  isDetached: false,
  async perform({ deployment: name }, { project, clock, run, report, signal }) {
    const settings = entryNamed(project.manifest, 'deployments', name);
    const version = await findVersion(project.paths, settings.model, clock.judged());
    const asked = timeOf(project.manifest, version.model);
    const time = asked && plainTimeOf(version, asked);
    const target = deploymentTarget(project.paths, settings.target);
    const makeEqual = async () => {
      const previous = await readDeploymentState(project.paths, name);
      const wanted = {
        name,
        settings,
        version,
        ...(time === undefined ? {} : { timeColumn: time }),
        ...(previous ? { previous } : {}),
      };
      const { actions } = await target.plan(wanted, signal);
      for (const message of actions) report({ kind: 'progress', message });
      const state = actions.length > 0 || !previous ? await target.apply(wanted, signal) : previous;
      return { state, isNew: actions.length > 0 };
    };
    const lock = { file: join(project.paths.locks(), `deploy-${name}.json`), purpose: run.id };
    const onWait = () => report({ kind: 'progress', message: `Waiting for another deployment of ${name}` });
    const { state, isNew } = await withLock(lock, makeEqual, { onWait, signal });
    return {
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
    };
  },
};
