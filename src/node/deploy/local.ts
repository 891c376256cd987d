// The target `local`: a server process on this machine that outlives the window and the extension.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  DeploymentHealth,
  DeploymentState,
  DeploymentTarget,
  WantedDeployment,
} from '../../core/deploy/deployment';
import { failed, LifecycleError, unavailable, type ErrorCode } from '../../core/errors';
import { milliseconds } from '../clock';
import { writeJson } from '../files/atomic';
import type { ProjectPaths } from '../paths';
import { endProcess } from '../process/end';
import { isAlive } from '../process/identity';
import { requireDetaching, startDetached, type Detached } from '../process/startDetached';
import { keepRuntime } from '../run/runtime';
import { verifiedFile } from '../store';
import { ask, objectOf } from './ask';
import { deploymentFiles, readDeploymentState, type EndpointOrder } from './folder';

/** Milliseconds that a server has to load its version and answer: the largest models take a minute. */
const longEnough = 5 * 60_000;

/** `patience`: milliseconds until a server that does not answer is given up. */
export function localTarget(paths: ProjectPaths, patience = longEnough): DeploymentTarget {
  return {
    name: 'local',
    async plan({ name, settings, version, timeColumn, previous }, signal) {
      const digest = version.files.find(({ role }) => role === 'model')?.digest;
      const isSame =
        previous?.version === version.version &&
        previous.digest === digest &&
        previous.timeColumn === timeColumn &&
        hasPort(previous, settings.port);
      if (isSame && (await healthOf(previous, signal)) === 'running') return { actions: [] };
      const where = settings.port === 0 ? 'a free port' : `port ${settings.port}`;
      return {
        actions: [
          `Start a server for ${version.model}@${version.version} on ${where} of this machine as ${name}.`,
        ],
      };
    },
    apply: (wanted, signal) => start(paths, wanted, { patience, signal }),
    health: healthOf,
    isThere: hasProcess,
    async stop(state) {
      if (state.process && !(await endProcess(state.process)))
        throw unavailable(
          `The server of ${state.deployment} runs on ${state.process.host} and can only be stopped there.`,
          {
            hint: `Run "lifecycle stop ${state.deployment}" there. If that machine is gone, delete ${deploymentFiles(paths, state.deployment).state}.`,
          },
        );
    },
    log: ({ deployment }) => Promise.resolve(deploymentFiles(paths, deployment).log),
  };
}

const hasProcess = ({ process }: DeploymentState) => (process ? isAlive(process) : undefined);

const hasPort = (state: DeploymentState, port: number) =>
  port === 0 || new URL(state.url).port === String(port);

async function healthOf(state: DeploymentState, signal: AbortSignal): Promise<DeploymentHealth> {
  if (hasProcess(state) === false) return 'stopped';
  try {
    const health = objectOf(state, await ask(state, { path: '/health', patience: 5_000 }, signal));
    return health['model'] === state.model && health['version'] === state.version ? 'running' : 'unreachable';
  } catch {
    signal.throwIfAborted();
    return 'unreachable';
  }
}

async function start(
  paths: ProjectPaths,
  { name, settings, version, timeColumn, previous }: WantedDeployment,
  { patience, signal }: Pick<Waiting, 'patience' | 'signal'>,
): Promise<DeploymentState> {
  requireDetaching('Servers');
  const model = version.files.find(({ role }) => role === 'model');
  if (model) await verifiedFile(paths, model, version.model); // a server's own error is text: without the verb that helps
  const files = deploymentFiles(paths, name);
  await mkdir(files.folder, { recursive: true });
  const order: EndpointOrder = {
    schema: 1,
    deployment: name,
    root: paths.root,
    settings,
    version,
    ...(timeColumn === undefined ? {} : { timeColumn }),
    ...(previous ? { previous } : {}),
  };
  await writeJson(files.order, order);
  const cli = await keepRuntime();
  await writeFile(files.log, '');
  const server = await startDetached({
    args: [cli, 'endpoint', files.order],
    cwd: paths.root,
    log: files.log,
  });
  try {
    return await ready(server, { paths, name, patience, signal });
  } catch (error) {
    if (server.identity) await endProcess(server.identity);
    throw error;
  }
}

interface Waiting {
  readonly paths: ProjectPaths;
  readonly name: string;
  /** Milliseconds. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

/** Waits until the new process has written its state and answers; throws what its log says where it ends instead. */
async function ready(
  { pid, exit }: Detached,
  { paths, name, patience, signal }: Waiting,
): Promise<DeploymentState> {
  const until = milliseconds() + patience;
  let code: number | undefined;
  void exit.then((value) => (code = value)); // never rejects; told by `code`
  for (;;) {
    signal.throwIfAborted();
    const state = await readDeploymentState(paths, name);
    if (state?.process?.pid === pid && (await healthOf(state, signal)) === 'running') return state;
    if (code !== undefined) throw await whatItSaid(paths, name, code);
    if (milliseconds() > until)
      throw unavailable(`The server of ${name} started, but did not answer in time.`, {
        hint: `What it printed is in ${deploymentFiles(paths, name).log}.`,
      });
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
