// A Python that never answers holds nothing up, and is told.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openProject } from '../../../src/node/project';
import { findPython } from '../../../src/node/python/find';
import { withProject } from '../stages/temporaryProject';

const never = '#!/bin/sh\nexec sleep 600\n';
const answering = `#!/bin/sh\necho '{"version":"3.11.9","folders":[],"packages":["pandas==2.2.0"]}'\n`;

describe('a Python that does not answer', () => {
  const said: string[] = [];
  const asking = {
    signal: new AbortController().signal,
    report: (message: string) => void said.push(message),
    limit: 2000,
  };
  beforeEach(() => said.splice(0));

  const interpreters = async (root: string, files: Readonly<Record<string, string>>) => {
    const bin = join(root, 'bin');
    await mkdir(bin);
    for (const [name, text] of Object.entries(files)) await writeFile(join(bin, name), text, { mode: 0o755 });
    return bin;
  };

  it('is refused by its name where the project names it, with what to do', () =>
    withProject(async ({ root }) => {
      const bin = await interpreters(root, { slow: never });
      await writeFile(join(root, 'lifecycle.yaml'), 'python: {interpreter: bin/slow}\n');
      await assert.rejects(findPython(await openProject(root), asking), {
        code: 'unavailable',
        message: `${join(bin, 'slow')} does not answer: it was waited for 2 s.`,
        hint: /Try it by hand/,
      });
      assert.deepEqual(said, [`Asking ${join(bin, 'slow')} what is installed`]);
    }));

  it('is passed over on PATH, and told', () =>
    withProject(async ({ root }) => {
      const bin = await interpreters(root, { 'python3.11': never, python3: answering });
      await writeFile(join(root, 'lifecycle.yaml'), '{}\n');
      const path = process.env['PATH'];
      process.env['PATH'] = `${bin}:/usr/bin:/bin`;
      try {
        const { environment } = await findPython(await openProject(root), asking);
        assert.equal(environment.python, join(bin, 'python3'));
        const passed = said.filter((message) => message.startsWith('Passed over'));
        assert.deepEqual(passed, [
          `Passed over: ${join(bin, 'python3.11')} does not answer: it was waited for 2 s.`,
        ]);
      } finally {
        process.env['PATH'] = path;
      }
    }));

  it('ends with the command that waits for it', () =>
    withProject(async ({ root }) => {
      await interpreters(root, { slow: never });
      await writeFile(join(root, 'lifecycle.yaml'), 'python: {interpreter: bin/slow}\n');
      const stop = new AbortController();
      const report = () => stop.abort(new Error('stopped'));
      const found = findPython(await openProject(root), { signal: stop.signal, report });
      await assert.rejects(found, /stopped/);
    }));
});
