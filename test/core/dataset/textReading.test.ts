// Formats of dates in other orders.
import assert from 'node:assert/strict';
import { inOrderOf, isReadTwice, orderText, otherOrders } from '../../../src/core/dataset/textReading';

describe('the order of day, month and year in a format', () => {
  it('is certain only where the year comes first, in full', () => {
    const twice = ['%Y-%m-%d', '%d.%m.%Y', '%m/%d/%Y %H:%M', '%y.%m.%d', '%H:%M'].map(isReadTwice);
    assert.deepEqual(twice, [false, true, true, true, false]);
  });

  it('can be another one', () => {
    assert.deepEqual(otherOrders('%d/%m/%Y'), ['%m/%d/%Y']);
    assert.deepEqual(otherOrders('%y.%m.%d %H:%M'), ['%d.%m.%y %H:%M', '%m.%d.%y %H:%M']);
  });

  it('is taken over from another format, with marks and length of the year kept', () => {
    assert.equal(inOrderOf('%d-%m-%Y %H:%M', '%m/%d/%Y'), '%m-%d-%Y %H:%M');
    assert.equal(inOrderOf('%y.%m.%d', '%d.%m.%Y'), '%d.%m.%y');
    assert.equal(inOrderOf('%d/%m/%Y', '%H:%M'), '%d/%m/%Y');
  });

  it('is told in words', () => assert.equal(orderText('%m/%d/%Y'), 'month/day/year'));
});
