// Running the user's command to its end: log, metrics, progress, time limit, stop.
import { failed, unavailable } from '../../core/errors';
import { notFiniteText, parseMetricLine } from '../../core/run/metricLine';
import { scriptFailure } from '../../core/run/scriptEnd';
import { milliseconds } from '../clock';
import { endCarriers } from '../process/carriers';
import { spawnGroup, type Group } from '../process/group';
import type { StageReport } from '../stage';
import { openLog, printable } from './log';

export interface Script {
  /** As the user wrote it, for messages. */
  readonly command: string;
  /** Absolute path. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** What it prints is appended here. */
  readonly log: string;
  /** What its environment is made from; undefined where another made it. */
  readonly requirements?: string;
  /** In milliseconds; undefined: as long as it takes. */
  readonly timeout?: number;
  readonly report: (event: StageReport) => void;
  readonly signal: AbortSignal;
}

/** Returns when the command ended with 0; throws `failed` when it did not, `unavailable` when it cannot be started or logged. */
export async function runScript(script: Script): Promise<void> {
  const { command, requirements, report, signal } = script;
  signal.throwIfAborted();
  const watch = lineWatch(report);
  const log = await openLog(script.log, watch.see);
  try {
    const group = await start(script);
    if (group.identity) report({ kind: 'command', process: group.identity });
    const ending = endWhen(group, script);
    try {
      const leftover = endLeftover(group, script.env);
      await Promise.all([log.take(group.stdout), log.take(group.stderr), leftover]);
    } catch (error) {
      await group.end();
      throw error;
    } finally {
      ending[Symbol.dispose]();
    }
    const exit = await group.exit;
    await ending.ended();
    signal.throwIfAborted();
    if (ending.isLate())
      throw failed(`${command} took longer than its timeout and was ended.`, {
        hint: 'Give it more time under timeout in lifecycle.yaml, or less to do.',
      });
    if (exit.code !== 0)
      throw scriptFailure({
        command,
        ...exit,
        tail: log.tail(),
        log: script.log,
        ...(requirements === undefined ? {} : { requirements }),
      });
    watch.end();
  } finally {
    await log.close();
  }
}

async function start({ command, program, args, cwd, env }: Script): Promise<Group> {
  try {
    return await spawnGroup({ command: program, args, cwd, env });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw unavailable(`${command} cannot be started (${code}).`, {
      hint: code === 'EACCES' ? `Make ${program} executable.` : `Try it by hand: ${program}`,
      cause,
    });
  }
}

/** Ends the group when the signal aborts or the time is over. */
function endWhen(group: Group, { timeout, signal }: Script) {
  let isLate = false;
  let ended = Promise.resolve();
  const end = () => {
    ended = group.end();
  };
  signal.addEventListener('abort', end, { once: true });
  const timer =
    timeout === undefined
      ? undefined
      : setTimeout(() => {
          isLate = true;
          end();
        }, timeout);
  return {
    isLate: () => isLate,
    ended: () => ended,
    [Symbol.dispose]: () => {
      signal.removeEventListener('abort', end);
      clearTimeout(timer);
    },
  };
}

/** How long what the command printed may take to be read once it has ended. */
const drain = 5_000;

/** A child that left the group outlives its leader and may hold the pipes open: it is ended, and where it cannot be found no longer listened to. */
async function endLeftover({ exit, stdout, stderr }: Group, env: Script['env']): Promise<void> {
  await exit;
  for (const name of ['LIFECYCLE_OUT', 'LIFECYCLE_OUTPUT']) {
    const value = env[name];
    if (value !== undefined) await endCarriers(name, value);
  }
  setTimeout(() => [stdout, stderr].forEach((stream) => stream.destroy()), drain).unref();
}

const progressEvery = 1_000;
/** What a status line holds. */
const longestMessage = 160;
/** Further values of a metric are only kept as its last. */
const mostMetrics = 20_000;
/** Names of metrics that are warned of, each once. */
const mostWarned = 20;

/** Metrics become events, the first of a name that is not finite a warning; of everything else the newest line is the progress, once a second. */
function lineWatch(report: Script['report']) {
  let reportedAt = 0;
  let count = 0;
  const late = new Map<string, StageReport>();
  const warned = new Set<string>();
  const see = (line: string) => {
    const metric = parseMetricLine(line);
    if (metric && !Number.isFinite(metric.value)) {
      if (warned.has(metric.name) || warned.size === mostWarned) return;
      warned.add(metric.name);
      report({ kind: 'warning', message: notFiniteText(metric) });
      return;
    }
    if (metric) {
      const event: StageReport = { kind: 'metric', ...metric };
      if (++count <= mostMetrics) report(event);
      else late.set(metric.name, event);
      return;
    }
    const now = milliseconds();
    const message = printable(line).trim().slice(0, longestMessage);
    if (message === '' || now - reportedAt < progressEvery) return;
    reportedAt = now;
    report({ kind: 'progress', message });
  };
  return { see, end: () => late.forEach((event) => report(event)) };
}
