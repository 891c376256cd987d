import assert from 'node:assert/strict';
import { promotionDue } from '../../../src/core/registry/due';
import type { GateResult } from '../../../src/core/registry/gateResult';
import type { RegistryEvent } from '../../../src/core/registry/event';
import { decision, exampleVersion, registryOf } from './example';

const gates = [
  { gate: 'goal', passed: false, reason: 'The goal roc_auc >= 0.65 is missed by 0.638.' },
  { gate: 'checks', passed: true, reason: 'The checks passed.' },
] as const;
const aliased = (version: number) => decision({ kind: 'aliased', alias: 'champion', version, gates: [] });
const refused = (version: number, alias = 'champion') => decision({ kind: 'refused', alias, version, gates });
const approved = (version: number) => decision({ kind: 'approved', version });

describe('what run does with a registered version', () => {
  const checked = (passed: boolean): GateResult => ({ gate: 'checks', passed, reason: '' });
  const unchecked = decision({ kind: 'refused', alias: 'champion', version: 2, gates: [checked(false)] });
  const cases: readonly [
    string,
    readonly RegistryEvent[],
    boolean | 'promote',
    (RegExp | undefined)?,
    GateResult?,
  ][] = [
    ['promotes it where nothing was decided', [], 'promote'],
    ['promotes it over an older one', [aliased(1)], 'promote'],
    ['leaves it where it is champion', [aliased(1), aliased(2)], true, /uptake@2 is champion already/],
    ['leaves it where a newer one is', [aliased(3)], true, /uptake@3 is champion, and newer/],
    ['leaves it where it was rolled back', [aliased(1), aliased(2), aliased(1)], true, /decided otherwise/],
    [
      'leaves it where it was refused, and says why',
      [refused(2)],
      false,
      /\n✗ goal: The goal .* missed by 0\.638\.$/,
    ],
    ['promotes it where it was approved since', [refused(2), approved(2)], 'promote'],
    ['leaves it where it was refused in spite of that', [approved(2), refused(2)], false],
    ['promotes it where only another was refused', [refused(1)], 'promote'],
    ['promotes it where it was refused as something else', [refused(2, 'production')], 'promote'],
    [
      'promotes it where its check refused it and passes now',
      [unchecked],
      'promote',
      undefined,
      checked(true),
    ],
    ['leaves it where its check still does not pass', [unchecked], false, undefined, checked(false)],
    ['leaves it where its check was not what refused it', [refused(2)], false, undefined, checked(true)],
  ];
  for (const [name, events, expected, reason, checks] of cases)
    it(name, () => {
      const versions = [1, 2, 3].map((version) => exampleVersion({ version }));
      const due = promotionDue(registryOf(versions, events), 2, { alias: 'champion', checks });
      assert.equal(due.kind === 'promote' ? 'promote' : due.passed, expected);
      if (reason) assert.match(due.kind === 'leave' ? due.reason : '', reason);
    });
});
