import assert from 'node:assert/strict';
import { areBroken, labelOf } from '../../../src/core/monitor/label';

describe('a label that has arrived', () => {
  const classification = (...classes: string[]) => ({ task: 'classification' as const, classes });
  const cases: [string, Parameters<typeof labelOf>[0], string, string | undefined][] = [
    ['is a class of the same text', classification('no', 'yes'), 'yes', 'yes'],
    ['is no class in other letters', classification('no', 'yes'), 'Yes', undefined],
    ['is a class of the same number', classification('0', '1'), '1.0', '1'],
    ['is a class written as a fraction', classification('0.0', '1.0'), '1', '1.0'],
    ['is no class of another number', classification('0', '1'), '2', undefined],
    ['of no text is not the number 0', classification('0', '1'), ' ', undefined],
    ['is taken where the classes are not known', { task: 'classification' }, 'yes', 'yes'],
    ['is a number for a regression', { task: 'regression' }, '2.5', '2.5'],
    ['is none for a regression that is no number', { task: 'regression' }, 'n/a', undefined],
    ['is none for a regression that is infinite', { task: 'regression' }, 'inf', undefined],
  ];
  for (const [name, version, text, expected] of cases)
    it(name, () => assert.equal(labelOf(version, text), expected));

  it('is an error from one in a hundred on', () => {
    assert.equal(areBroken({ foreign: 0, labelled: 0 }), false);
    assert.equal(areBroken({ foreign: 1, labelled: 100 }), false);
    assert.equal(areBroken({ foreign: 1, labelled: 99 }), true);
    assert.equal(areBroken({ foreign: 3, labelled: 0 }), true);
  });
});
