// A short command run to its end for what it prints; long ones that people wait for are spawned as a group instead.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface CaptureOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** The most bytes that it may print; more is an error. */
  readonly maxBuffer?: number;
}

/** Standard output. Throws the error of `child_process`, with `stderr` and `code`, where the command fails. */
export async function capture(
  command: string,
  args: readonly string[],
  options: CaptureOptions = {},
): Promise<string> {
  const { stdout } = await execute(command, [...args], { maxBuffer: 64 * 1024 * 1024, ...options });
  return stdout;
}

/** Whether the command could be started at all and answered with exit code 0. */
export async function works(
  command: string,
  args: readonly string[],
  options: CaptureOptions = {},
): Promise<boolean> {
  try {
    await capture(command, args, options);
    return true;
  } catch {
    options.signal?.throwIfAborted();
    return false;
  }
}
