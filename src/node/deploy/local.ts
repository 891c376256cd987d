// The target `local`: a server process on this machine that outlives the window and the extension.
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DeploymentHealth,
  DeploymentState,
  DeploymentTarget,
  WantedDeployment,
} from '../../core/deploy/deployment';
import { failed, LifecycleError, unavailable, type ErrorCode } from '../../core/errors';
import { writeJson } from '../files/atomic';
import type { ProjectPaths } from '../paths';
import { endProcess } from '../process/end';
import { identityOf, isAlive } from '../process/identity';
import { keepRuntime } from '../run/runtime';
import { deploymentFiles, readDeploymentState, type EndpointOrder } from './folder';

export function localTarget(paths: ProjectPaths): DeploymentTarget {
  return {
    name: 'local',
    async plan({ name, settings, version, previous }, signal) {
      const digest = version.files.find(({ role }) => role === 'model')?.digest;
      const isSame =
        previous?.version === version.version &&
        previous.digest === digest &&
        hasPort(previous, settings.port);
      if (isSame && (await healthOf(previous, signal)) === 'running') return { actions: [] };
      const where = settings.port === 0 ? 'a free port' : `port ${settings.port}`;
      return {
        actions: [
          `Start a server for ${version.model}@${version.version} on ${where} of this machine as ${name}.`,
        ],
      };
    },
    apply: (wanted, signal) => start(paths, wanted, signal),
    health: healthOf,
    async *logs(state) {
      const input = createReadStream(deploymentFiles(paths, state.deployment).log, 'utf8');
      yield* createInterface({ input, crlfDelay: Infinity });
    },
    async stop(state) {
      if (state.process && !(await endProcess(state.process)))
        throw unavailable(
          `The server of ${state.deployment} runs on ${state.process.host} and can only be stopped there.`,
        );
    },
  };
}

const hasPort = (state: DeploymentState, port: number) =>
  port === 0 || new URL(state.url).port === String(port);

async function healthOf(state: DeploymentState, signal: AbortSignal): Promise<DeploymentHealth> {
  if (state.process && isAlive(state.process) === false) return 'stopped';
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(5000)]);
    const response = await fetch(`${state.url}/health`, { signal: limit });
    const health = (await response.json()) as { model?: unknown; version?: unknown };
    return health.model === state.model && health.version === state.version ? 'running' : 'unreachable';
  } catch {
    signal.throwIfAborted();
    return 'unreachable';
  }
}

async function start(
  paths: ProjectPaths,
  { name, settings, version, previous }: WantedDeployment,
  signal: AbortSignal,
): Promise<DeploymentState> {
  if (process.platform === 'win32')
    throw unavailable('Servers that outlive the window are not supported on Windows yet.', {
      hint: 'Use Linux, macOS or WSL.',
    });
  const files = deploymentFiles(paths, name);
  await mkdir(files.folder, { recursive: true });
  const order: EndpointOrder = {
    schema: 1,
    deployment: name,
    root: paths.root,
    settings,
    version,
    ...(previous ? { previous } : {}),
  };
  await writeJson(files.order, order);
  const cli = await keepRuntime();
  const log = await open(files.log, 'w');
  try {
    const child = spawn(process.execPath, [cli, 'endpoint', files.order], {
      cwd: paths.root,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    const exited = new Promise<number>((resolve, reject) => {
      child.once('exit', (code) => resolve(code ?? 1));
      child.once('error', reject);
    });
    child.unref();
    return await ready(paths, name, { pid: child.pid, exited, signal });
  } finally {
    await log.close();
  }
}

/** Waits until the new process has written its state and answers; throws what its log says where it ends instead. */
async function ready(
  paths: ProjectPaths,
  name: string,
  { pid, exited, signal }: { pid: number | undefined; exited: Promise<number>; signal: AbortSignal },
): Promise<DeploymentState> {
  let code: number | undefined;
  void exited.then((value) => (code = value)); // told by `code`
  for (;;) {
    if (signal.aborted) {
      const identity = pid === undefined ? undefined : identityOf(pid);
      if (identity) await endProcess(identity);
      signal.throwIfAborted();
    }
    const state = await readDeploymentState(paths, name);
    if (state?.process?.pid === pid && state !== undefined && (await healthOf(state, signal)) === 'running')
      return state;
    if (code !== undefined) throw await whatItSaid(paths, name, code);
    await sleep(50);
  }
}

const codeByExit: Readonly<Record<number, ErrorCode>> = { 1: 'failed', 2: 'input', 3: 'unavailable' };

async function whatItSaid(paths: ProjectPaths, name: string, exit: number): Promise<LifecycleError> {
  const { log } = deploymentFiles(paths, name);
  const lines = (await readFile(log, 'utf8')).trim().split('\n');
  const [message = '', ...hint] = lines.map((line) => line.replace(/^✗ /, '').trim());
  const code = codeByExit[exit];
  if (code === undefined || message === '')
    return failed(`The server of ${name} ended at once (exit code ${exit}).`, { hint: `Its log is ${log}.` });
  return new LifecycleError(code, message, hint.length > 0 ? { hint: hint.join(' ') } : {});
}
