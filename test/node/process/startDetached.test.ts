// What outlives the window, where the system lets it.
import assert from 'node:assert/strict';
import { requireDetaching } from '../../../src/node/process/startDetached';

describe('a process that outlives the window', () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') ?? {};
  const on = (value: string) => Object.defineProperty(process, 'platform', { ...platform, value });
  afterEach(() => Object.defineProperty(process, 'platform', platform));

  it('is refused on Windows, with what to use', () => {
    on('win32');
    assert.throws(() => requireDetaching('Runs'), {
      code: 'unavailable',
      message: /^Runs that outlive the window are not supported on Windows yet\.$/,
      hint: /WSL/,
    });
  });

  for (const system of ['linux', 'darwin'])
    it(`is not refused on ${system}`, () => {
      on(system);
      assert.doesNotThrow(() => requireDetaching('Servers'));
    });
});
