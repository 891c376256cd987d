// `approve` says whether the gate counts the approval, and the gate counts as it said.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approversOf } from '../../src/core/registry/approvers';
import { openProject } from '../../src/node/project';
import { readRegistry } from '../../src/node/registry/read';
import { writeVersion } from '../../src/node/registry/write';
import { exampleVersion } from '../core/registry/example';
import { lifecycle } from './commandLine';

const manifest = (roles: string) => `
${roles}
datasets: {bank: {path: bank.csv, target: y}}
models: {uptake: {dataset: bank, train: python train.py, gates: {approvals: 1}}}
`;

describe('an approval', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'approve-'));
    execFileSync('git', ['init', '-q'], { cwd: root });
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const named = 'roles: {approvers: [ben@example.org, ana@example.org]}';
  const table = [
    ['counts from everybody, where no approver is named', '', 'zoe@example.org', 'counts', /\(unsigned\)\.$/],
    ['counts from an approver', named, 'ben@example.org', 'counts', /\(unsigned\)\.$/],
    ['does not count from others', named, 'zoe@example.org', 'no approver', /does not count: roles\.approvers .* does not name you/],
    ['does not count from who registered it', named, 'ana@example.org', 'own work', /does not count: you registered it\. Another person has to approve it.*approvals: 0/],
  ] as const; // prettier-ignore
  for (const [name, roles, person, standing, text] of table)
    it(name, async () => {
      execFileSync('git', ['config', 'user.email', person], { cwd: root });
      await writeFile(join(root, 'lifecycle.yaml'), manifest(roles));
      const { paths, manifest: read } = await openProject(root);
      await writeVersion(paths, exampleVersion({ by: 'ana@example.org' }), '');
      const asked = ['--dir', root, 'approve', 'uptake@1'];
      assert.match((await lifecycle(...asked)).stdout.trimEnd(), text);
      const { counts, ...document } = JSON.parse((await lifecycle(...asked, '--json')).stdout) as {
        counts: boolean;
        standing: string;
      };
      assert.deepEqual([counts, document.standing], [standing === 'counts', standing]);
      const { state } = await readRegistry(paths, 'uptake');
      const [version] = state.versions;
      assert.ok(version);
      assert.deepEqual(approversOf(state, version, read.roles?.approvers), counts ? [person] : []);
    });
});
