// The gate `checks` through a version's life: judged by the check of its data as it is now, and the tree and the next step say the same.
import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCatalog } from '../../../src/core/catalog/catalog';
import { nextSteps } from '../../../src/core/catalog/next';
import type { CatalogNode } from '../../../src/core/catalog/node';
import type { GateResult } from '../../../src/core/registry/gateResult';
import { gatherFacts } from '../../../src/node/catalog/gather';
import { clockAt } from '../../../src/node/clock';
import { openProject } from '../../../src/node/project';
import { useOwnDataHome } from '../../ownDataHome';
import { drawPeople, peopleProject } from '../evaluate/peopleProject';

describe('the gate checks', () => {
  useOwnDataHome({ email: 'ana@example.org' });

  it('follows the check of the data, before and after the version was registered', async () => {
    const people = await peopleProject({
      people: drawPeople(400),
      dataset: { positive: 'yes' },
      model: { gates: { checks: 'pass' } },
    });
    const promoted = async () => {
      const { passed, document } = await people.perform('promote', { model: 'finder', version: 1 });
      return { passed, reason: (document as unknown as { gates: readonly GateResult[] }).gates[0]?.reason };
    };
    const facts = async () => gatherFacts(await openProject(people.root), clockAt());
    const next = async () =>
      nextSteps(await facts())
        .filter(({ stage }) => stage !== 'deploy')
        .map(({ title }) => title);
    const refusals = async () => gatesIn(buildCatalog(await facts()).models);
    const expecting = async (rows: string) => {
      const file = join(people.root, 'lifecycle.yaml');
      const text = (await readFile(file, 'utf8')).replace(/ {4}expect:\n {6}rows: .*\n/, '');
      const with_ = text.replace('    target: y\n', `    target: y\n    expect:\n      rows: "${rows}"\n`);
      await writeFile(file, with_);
    };
    await people.evaluated();
    await people.perform('register', { model: 'finder' });
    assert.deepEqual(await next(), ['Check people']);
    const never = 'The check of people was never run: check it.';
    assert.deepEqual(await promoted(), { passed: false, reason: never });
    assert.deepEqual(await refusals(), [never]);
    assert.deepEqual(await next(), ['Check people']);

    await people.perform('check', {});
    assert.deepEqual(await refusals(), []);
    assert.deepEqual(await next(), ['Promote finder@1']);

    await expecting('>= 100000');
    const changed = 'What is expected of people has changed: check it again.';
    assert.deepEqual(await promoted(), { passed: false, reason: changed });
    assert.deepEqual(await refusals(), [changed]);
    await people.perform('check', {});
    const open = 'The check of people is open: rows >= 100000.';
    assert.deepEqual(await refusals(), [open]);
    assert.deepEqual(await promoted(), { passed: false, reason: open });
    assert.deepEqual(await next(), ['Mend people']);

    await rm(join(people.root, '.lifecycle/datasets'), { recursive: true });
    const { passed, reason = '' } = await promoted();
    assert.equal(passed, false); // it was registered before any check
    assert.match(reason, /never run\. That is what was recorded when version 1 was registered: this clone/);
  });
});

/** What the rows of refused gates say. */
const gatesIn = (nodes: readonly CatalogNode[]): readonly string[] =>
  nodes.flatMap(({ kind, description, children }) => [
    ...(kind === 'gate' ? [description ?? ''] : []),
    ...gatesIn(children),
  ]);
