// The built command line, as detached runs and servers start it.
import { join } from 'node:path';
import { root, setup } from '../scripts/setup.mjs';

let built: Promise<string> | undefined;

/** Absolute path of dist/cli.js, built from the sources as they are; not built again where they did not change. */
export function builtProgram(): Promise<string> {
  built ??= setup().then(() => join(root, 'dist', 'cli.js'));
  return built;
}
