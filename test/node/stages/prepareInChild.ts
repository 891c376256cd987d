// A process of its own that prepares a project's datasets, for tests that kill it. It says so when it begins.
import { clockAt } from '../../../src/node/clock';
import { openProject } from '../../../src/node/project';
import { prepare } from '../../../src/node/stages/prepare';

void (async () => {
  const root = process.argv[2] ?? '';
  const project = await openProject(root);
  process.stdout.write('begun\n');
  await prepare.perform(
    {},
    {
      project,
      clock: clockAt(),
      run: { id: 'child', folder: root },
      report: () => undefined,
      settled: () => Promise.resolve(),
      signal: new AbortController().signal,
    },
  );
})();
