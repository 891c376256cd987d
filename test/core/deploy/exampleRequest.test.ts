// The request that a deployment shows: values by the reference, and nothing that a shell would take for its own.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { curlCommand, exampleRow } from '../../../src/core/deploy/exampleRequest';
import type { Profile } from '../../../src/core/profile/profile';

const preparation = {
  steps: [],
  inputs: [
    { name: 'age', type: 'BIGINT' },
    { name: 'fee', type: 'DOUBLE' },
    { name: 'job', type: 'VARCHAR' },
    { name: 'flag', type: 'BOOLEAN' },
    { name: 'since', type: 'DATE' },
  ],
};
const column = (name: string, values: object) => ({ name, top: [], ...values });
const reference = {
  columns: [
    column('age', { quantiles: { '0.5': 41.5 } }),
    column('fee', { quantiles: { '0.5': 19.987654321 } }),
    column('job', { top: [{ value: "it's", count: 3 }] }),
    column('flag', { top: [{ value: 'true', count: 3 }] }),
    column('since', { min: '2024-01-01' }),
  ],
} as unknown as Profile;

describe('the example of a request', () => {
  it('has a usual value for each column, as its type takes it', () => {
    assert.deepEqual(exampleRow(preparation, reference), {
      age: 42,
      fee: 19.9877,
      job: "it's",
      flag: true,
      since: '2024-01-01',
    });
  });

  it('is the row that was registered, where there is one: it is raw, the reference is not', () => {
    const example = { age: 30, fee: 1, job: '80,5 kg', flag: null, since: '31/12/2024' };
    assert.deepEqual(exampleRow({ ...preparation, example }, reference), example);
  });

  it('has a plain value where nothing is known of a column', () => {
    assert.deepEqual(exampleRow(preparation, undefined), {
      age: 0,
      fee: 0,
      job: '',
      flag: false,
      since: null,
    });
  });

  it('comes through a shell as it was meant, whatever is in it', () => {
    const row = { "it's $HOME": '`id` "x" \\ !\n%' };
    const line = curlCommand('http://127.0.0.1:1', row).replace(/^curl /, 'printf "%s\\0" ');
    const words = execFileSync('sh', ['-c', line], { encoding: 'utf8' }).split('\0');
    assert.equal(words[1], 'http://127.0.0.1:1/predict');
    assert.deepEqual(JSON.parse(words.at(-2) ?? ''), { rows: [row] });
  });
});
