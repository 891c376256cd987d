// The built command line, as detached runs and servers start it; built once a test process.
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '..');
let built: Promise<string> | undefined;

/** Absolute path of dist/cli.js, made from the sources as they are. */
export function builtProgram(): Promise<string> {
  built ??= promisify(execFile)(process.execPath, ['esbuild.js'], { cwd: root }).then(() =>
    join(root, 'dist', 'cli.js'),
  );
  return built;
}
