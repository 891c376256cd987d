import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LifecycleError } from '../../../src/core/errors';
import { identityOf } from '../../../src/node/process/identity';
import type { StageReport } from '../../../src/node/stage';
import { runScript } from '../../../src/node/train/script';

describe('a training script', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'script-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const run = async (text: string) => {
    const reports: StageReport[] = [];
    await runScript({
      command: 'bash train.sh',
      program: '/bin/bash',
      args: ['-c', text],
      cwd: folder,
      env: { ...process.env, LIFECYCLE_OUT: folder },
      log: join(folder, 'log.txt'),
      report: (event) => reports.push(event),
      signal: new AbortController().signal,
    });
    return reports;
  };

  if (process.platform === 'linux')
    it('is over when it ends, with a child that left its group and holds its output', async () => {
      await run(
        'setsid sleep 600 & echo $! > child; while ! grep -q sleep /proc/$!/comm; do :; done; echo done',
      );
      assert.equal(await readFile(join(folder, 'log.txt'), 'utf8'), 'done\n');
      const child = Number(await readFile(join(folder, 'child'), 'utf8'));
      assert.equal(identityOf(child), undefined);
    });

  it('is told by lines that cannot act on a terminal', async () => {
    const script = String.raw`printf '\033]0;title\007\033[2Jbad \001news\n'; exit 3`;
    await assert.rejects(run(script), (error: LifecycleError) => {
      assert.match(error.hint ?? '', /\nbad +news$/);
      assert.doesNotMatch(error.hint ?? '', /[^\P{Cc}\n]/u);
      return true;
    });
  });

  it('tells finite metrics, and warns once of each other', async () => {
    const reports = await run(
      `echo '{"metric": "a", "value": 1e999}'; echo '{"metric": "a", "value": NaN}'; echo '{"metric": "b", "value": 0.5}'`,
    );
    const metrics = reports.filter(({ kind }) => kind === 'metric');
    assert.deepEqual(metrics, [{ kind: 'metric', name: 'b', value: 0.5 }]);
    const warnings = reports.flatMap((report) => (report.kind === 'warning' ? [report.message] : []));
    assert.equal(warnings.length, 1);
    assert.match(warnings.join(), /"a" was Infinity/);
  });
});
