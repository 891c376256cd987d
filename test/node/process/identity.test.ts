import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { endGroup, endProcess } from '../../../src/node/process/end';
import { identityOf, isAlive, ownIdentity } from '../../../src/node/process/identity';

describe('a process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  /** Starts a script and waits until it printed its first line. */
  const start = async (script: string, options: { detached?: boolean } = {}) => {
    const child = spawn(process.execPath, ['-e', script], {
      ...options,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const identity = identityOf(child.pid ?? 0);
    assert(identity);
    return { child, identity, line };
  };
  const ready = 'console.log("ready"); setInterval(() => {}, 1000);';
  const deaf = `process.on("SIGTERM", () => {}); ${ready}`;

  it('is recognised while it lives, and not after', async () => {
    const { child, identity } = await start(ready);
    assert.equal(isAlive(identity), true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(isAlive(identity), false);
  });

  it('is told from a later one with the same number', () => {
    const own = ownIdentity();
    assert.equal(isAlive(own), true);
    assert.equal(isAlive({ ...own, started: own.started.replace(/\d+$/, '1') }), false);
  });

  it('of another host cannot be told', () => {
    assert.equal(isAlive({ ...ownIdentity(), host: 'elsewhere' }), undefined);
  });

  it('ends by SIGTERM, and by SIGKILL when it does not listen', async () => {
    for (const script of [ready, deaf]) {
      const { identity } = await start(script);
      assert.equal(await endProcess(identity, 200), true);
      assert.equal(isAlive(identity), false);
    }
  });

  it('is not ended when its number now belongs to another', async () => {
    const { identity } = await start(ready);
    await endProcess({ ...identity, started: identity.started.replace(/\d+$/, '1') }, 50);
    assert.equal(isAlive(identity), true);
  });

  it('takes its whole group along, those who do not listen too', async () => {
    const nested = `const c = require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(deaf)}], { stdio: ["ignore", "pipe", "inherit"] });
      c.stdout.once("data", () => console.log(c.pid)); setInterval(() => {}, 1000);`;
    const { identity, line } = await start(nested, { detached: true });
    const grandchild = identityOf(Number(line));
    assert(grandchild);
    await endGroup(identity, 1_000);
    assert.equal(isAlive(identity), false);
    for (let tries = 0; isAlive(grandchild) && tries < 100; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(isAlive(grandchild), false);
  });
});
