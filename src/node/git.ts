// What git knows about the project: who works, which commit, what is not committed.
import { unavailable, type LifecycleError } from '../core/errors';
import { capture, works } from './process/capture';

export interface CodeState {
  /** Undefined outside git and before the first commit. */
  readonly commit: string | undefined;
  /** Where `root` lies in its repository, with a slash at its end; empty at the top. */
  readonly prefix: string;
  /** Whether what git tracks below `root` differs from the commit. */
  readonly isChanged: boolean;
  /** That difference as a patch for `git apply`, binary included; empty when clean or outside git. */
  readonly diff: string;
  /** Paths git neither tracks nor ignores. */
  readonly untracked: readonly string[];
}

/** State of the code below `root`; outside git everything is undefined or empty. Throws `unavailable` where git fails: nothing is taken for clean that was not seen. */
export async function codeState(root: string, signal?: AbortSignal): Promise<CodeState> {
  const ask = async (...args: string[]) => git(root, args, signal);
  const commit = await ask('rev-parse', '--verify', '--quiet', 'HEAD');
  if (!commit) return { commit: undefined, prefix: '', isChanged: false, diff: '', untracked: [] };
  const prefix = (await ask('rev-parse', '--show-prefix')) ?? '';
  const isChanged = (await ask(...plainDiff, '--quiet', 'HEAD', '--', '.')) === undefined;
  const diff = isChanged ? ((await ask(...plainDiff, '--binary', 'HEAD', '--', '.')) ?? '') : '';
  const untracked = (await ask(...asIs, 'ls-files', '--others', '--exclude-standard', '-z', '--', '.')) ?? '';
  return {
    commit: commit.trim(),
    prefix: prefix.replace(/\n$/, ''),
    isChanged,
    diff,
    untracked: untracked.split('\0').filter((path) => path !== ''),
  };
}

/** Files are looked at themselves, whatever program is set to tell of changes. */
const asIs = ['-c', 'core.fsmonitor=false'];

/** A diff that `git apply` takes, whatever a person has set for diffs that are shown: programs, colours, prefixes, context, order. */
const plainDiff = [
  ...asIs,
  '-c',
  'diff.autoRefreshIndex=true', // a file that was only touched is no change
  '-c',
  'diff.relative=false',
  'diff',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--unified=3',
  '--inter-hunk-context=0',
  '--submodule=short',
  '--ignore-submodules=untracked',
  '-O/dev/null',
];

/** The person that decisions are signed with: git's `user.email`, or where it has none what git takes then, `EMAIL` of the environment. Throws `unavailable` where there is neither, or no git. */
export async function whoami(root: string): Promise<string> {
  const email = (await git(root, ['config', 'user.email']))?.trim() || process.env['EMAIL']?.trim();
  if (!email)
    throw (await works('git', ['--version']))
      ? unavailable('git does not know who you are.', {
          hint: 'Set it once: git config --global user.email you@example.org; or set EMAIL in the environment.',
        })
      : unavailable('Nobody can be named as who decides: git is not installed, and EMAIL is not set.', {
          hint: 'Set EMAIL=you@example.org in the environment, or install git and tell it once: git config --global user.email you@example.org',
        });
  return email;
}

/** Output of a git command, or undefined where there is no git, no repository or no answer. Throws `unavailable` where git fails. */
async function git(root: string, args: readonly string[], signal?: AbortSignal): Promise<string | undefined> {
  try {
    const env = { ...process.env, LC_ALL: 'C' };
    return await capture('git', args, { cwd: root, maxBuffer, env, ...(signal ? { signal } : {}) });
  } catch (error) {
    signal?.throwIfAborted();
    const { code, stderr = '' } = error as { readonly code?: string | number; readonly stderr?: string };
    if (code === 'ENOENT' || /not a git repository/.test(stderr)) return undefined;
    // how git says that it has none, or that there is a difference; of that it may warn besides
    if (code === 1 && (stderr.trim() === '' || args.includes('--quiet'))) return undefined;
    throw gitFailed(code, stderr, error);
  }
}

function gitFailed(code: string | number | undefined, stderr: string, cause: unknown): LifecycleError {
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
    return unavailable(`What is not committed is larger than ${maxBuffer / 1024 / 1024} MB.`, {
      hint: 'Commit it, or have git ignore it, so that the code of a run can be told.',
      cause,
    });
  const [said = '', ...more] = stderr.split('\n').flatMap((line) => line.trim() || []);
  const advice = more.filter((line) => !/^(fatal|error|warning|hint):/.test(line)).join(' ');
  return unavailable(`git failed: ${said.replace(/^(fatal|error): /, '').replace(/[.:]$/, '')}.`, {
    hint: advice === '' ? 'Mend it as git says ("git status" tells more), then try again.' : advice,
    cause,
  });
}

/** Bytes. */
const maxBuffer = 256 * 1024 * 1024;
