// Recognising a process again: pid and start time on one host. Starting and ending processes stands beside it.
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { ProcessIdentity } from '../../core/run/run';

/** This process. */
export function ownIdentity(): ProcessIdentity {
  const identity = identityOf(process.pid);
  if (!identity) throw new Error('The operating system does not tell when this process started.');
  return identity;
}

/** The living process with this pid; undefined where there is none. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const started = process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid);
  return started === undefined ? undefined : { host: hostname(), pid, started };
}

/** Whether the process exists; undefined where that cannot be told from here: another host, or another container. */
export function isAlive(identity: ProcessIdentity): boolean | undefined {
  if (identity.host !== hostname()) return undefined;
  const { boot, namespace } = partsOf(identity.started);
  const here = place();
  if (boot !== here.boot) return false;
  if (namespace !== here.namespace) return undefined;
  return identityOf(identity.pid)?.started === identity.started;
}

/** `boot id:pid namespace:start in clock ticks`: a reboot or another container never looks like the same process. */
function startOnLinux(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The command's name stands in parentheses and may hold anything, so fields are counted from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ticks] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X' || ticks === undefined) return undefined;
  const { boot, namespace } = place();
  return [boot, namespace, ticks].join(':');
}

function startElsewhere(pid: number): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [state = '', ...start] = text.split(/\s+/);
    if (text === '' || state.startsWith('Z')) return undefined;
    return ['', '', start.join(' ')].join(':');
  } catch {
    return undefined;
  }
}

function partsOf(started: string): { boot: string; namespace: string } {
  const [boot = '', namespace = ''] = started.split(':');
  return { boot, namespace };
}

let known: { boot: string; namespace: string } | undefined;

function place(): { boot: string; namespace: string } {
  if (process.platform !== 'linux') return { boot: '', namespace: '' };
  known ??= {
    boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    namespace: readlinkSync('/proc/self/ns/pid').replace(/\D/g, ''),
  };
  return known;
}
