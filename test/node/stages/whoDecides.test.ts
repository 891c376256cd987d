// Who decides is asked before the work, and only where a decision is to be signed.
import assert from 'node:assert/strict';
import { openProject } from '../../../src/node/project';
import { listRuns } from '../../../src/node/run/find';
import { drawPeople, peopleProject } from '../evaluate/peopleProject';

describe('register where nobody is known', () => {
  const changed = ['EMAIL', 'PATH'] as const;
  const before = Object.fromEntries(changed.map((name) => [name, process.env[name]]));
  const setEnvironment = (values: Readonly<Record<string, string | undefined>>) => {
    for (const name of changed)
      if (values[name] === undefined) delete process.env[name];
      else process.env[name] = values[name];
  };
  afterEach(() => setEnvironment(before));

  it('says so before it works, and needs nobody where the version is there already', async () => {
    const project = await peopleProject({ people: drawPeople(400) });
    await project.evaluated();
    const { root } = project;
    setEnvironment({ PATH: root });
    await assert.rejects(project.perform('register', { model: 'finder' }), /git is not installed/);
    const run = (await listRuns(await openProject(root))).find(({ record }) => record.stage === 'register');
    assert.equal(run?.state.progress, undefined);
    setEnvironment({ PATH: root, EMAIL: 'ana@example.org' });
    assert.equal((await project.perform('register', { model: 'finder' })).kind, 'done');
    setEnvironment({ PATH: root });
    assert.equal((await project.perform('register', { model: 'finder' })).kind, 'skipped');
  });
});
