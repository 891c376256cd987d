// A per-user data folder of its own for the tests of one suite, so that the programs they keep and start share nothing with the person's.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Called inside `describe`. Sets XDG_DATA_HOME, and EMAIL where a person is given, from before its first test until after its last. */
export function useOwnDataHome({ email }: { readonly email?: string } = {}): void {
  const earlier = { EMAIL: process.env['EMAIL'], XDG_DATA_HOME: process.env['XDG_DATA_HOME'] };
  let home: string;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'data-home-'));
    process.env['XDG_DATA_HOME'] = home;
    if (email !== undefined) process.env['EMAIL'] = email;
  });
  after(async () => {
    await rm(home, { recursive: true, force: true });
    for (const [name, value] of Object.entries(earlier))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });
}
