// What git knows about the project: who works, which commit, what is not committed.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { unavailable } from '../core/errors';

const execute = promisify(execFile);

export interface CodeState {
  /** Undefined outside git and before the first commit. */
  readonly commit: string | undefined;
  /** `git diff HEAD`, binary included; empty when clean or outside git. */
  readonly diff: string;
  /** Paths git neither tracks nor ignores. */
  readonly untracked: readonly string[];
}

/** State of the code below `root`; outside git everything is undefined or empty. */
export async function codeState(root: string, signal?: AbortSignal): Promise<CodeState> {
  const commit = await git(root, ['rev-parse', '--verify', '--quiet', 'HEAD'], signal);
  if (!commit) return { commit: undefined, diff: '', untracked: [] };
  const diff = (await git(root, ['diff', '--binary', 'HEAD', '--', '.'], signal)) ?? '';
  const untracked =
    (await git(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', '.'], signal)) ?? '';
  return { commit: commit.trim(), diff, untracked: untracked.split('\0').filter((path) => path !== '') };
}

/** The person that decisions are signed with: git's `user.email`, or where it has none what git takes then, `EMAIL` of the environment. Throws `unavailable` where there is neither. */
export async function whoami(root: string): Promise<string> {
  const email = (await git(root, ['config', 'user.email']))?.trim() || process.env['EMAIL']?.trim();
  if (!email)
    throw unavailable('git does not know who you are.', {
      hint: 'Set it once: git config --global user.email you@example.org',
    });
  return email;
}

/** Output of a git command, or undefined where git is absent or answers with an error. */
async function git(root: string, args: readonly string[], signal?: AbortSignal): Promise<string | undefined> {
  try {
    const options = { cwd: root, maxBuffer: 256 * 1024 * 1024, ...(signal ? { signal } : {}) };
    return (await execute('git', [...args], options)).stdout;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    return undefined;
  }
}
