// The process of a local deployment: loads the version, takes over from its predecessor, listens, and ends cleanly.
import { once } from 'node:events';
import { realpath, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import type { DeploymentState } from '../../core/deploy/deployment';
import { unavailable, wrongInput } from '../../core/errors';
import { deploymentFiles, type EndpointOrder } from '../deploy/folder';
import { readJson, writeJson } from '../files/atomic';
import { tryLock, wayOut } from '../files/lock';
import { projectPaths } from '../paths';
import { endProcess } from '../process/end';
import { ownIdentity } from '../process/identity';
import { openScorer, type Scorer } from '../score/scorer';
import { routeServer } from './http';
import { serverMetrics } from './metrics';
import { openPredictionLog, type PredictionLog } from './predictionLog';
import { modelRoutes } from './routes';

/**
 * Serves the order until the signal aborts, or its predictions cannot be kept any more; then no new connection is taken and
 * those under way are answered. Throws `unavailable` where the log was taken away. The predecessor is ended last of all, so that what cannot be loaded, written or listened on changes nothing.
 */
export async function serveEndpoint(orderFile: string, signal: AbortSignal): Promise<void> {
  const order = await readJson<EndpointOrder>(orderFile);
  if (!order) throw wrongInput(`There is no ${orderFile}.`, { hint: 'Deploy it again.' });
  const paths = projectPaths(order.root);
  const scorer = await openScorer(paths, order.version, signal);
  try {
    await serveWith(scorer, order, signal);
  } finally {
    await scorer.close(); // a model's process keeps this one alive
  }
}

async function serveWith(scorer: Scorer, order: EndpointOrder, signal: AbortSignal): Promise<void> {
  const log = await openPredictionLog(
    deploymentFiles(projectPaths(order.root), order.deployment).predictions,
  );
  let writer: Writer | undefined;
  try {
    writer = await takeOver(order);
    await answer({ scorer, log, order }, signal);
  } finally {
    await log.close().finally(() => writer?.release());
  }
  log.lost.throwIfAborted();
}

interface Writer {
  release(): Promise<void>;
}

/** Ends the predecessor, once the port is known to be free. */
async function takeOver({ root, deployment, settings, previous }: EndpointOrder): Promise<Writer> {
  if (previous && !isKept(settings.port, previous))
    await close(await listenOn(createServer(), settings.port));
  const { lock } = deploymentFiles(projectPaths(root), deployment);
  const writer = await onlyWriter(lock, { deployment, root: await realpath(root) });
  if (previous?.process) await endProcess(previous.process); // where no lock told of it
  return writer;
}

async function answer(
  {
    scorer,
    log,
    order,
  }: {
    readonly scorer: Scorer;
    readonly log: PredictionLog;
    readonly order: EndpointOrder;
  },
  signal: AbortSignal,
): Promise<void> {
  const files = deploymentFiles(projectPaths(order.root), order.deployment);
  const now = () => new Date().toISOString();
  const end = AbortSignal.any([signal, log.lost]);
  const parts = {
    routes: modelRoutes({ scorer, log, now, timeColumn: order.timeColumn }),
    metrics: serverMetrics(order.version),
    onUnexpected: (error: unknown) =>
      process.stderr.write(
        `${now()} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      ),
  };
  const server = routeServer(parts, end);
  await listen(server, order.settings.port, order.previous);
  const { port } = server.address() as AddressInfo;
  await writeJson(files.state, stateOf({ ...order, root: await realpath(order.root) }, port, now()));
  const watch = setInterval(() => void log.look().catch(() => undefined), 5_000); // an append tells what look cannot
  if (!end.aborted) await once(end, 'abort');
  clearInterval(watch);
  await close(server);
}

/** One process writes a deployment's predictions: a server that no state tells of any more is ended as well, but not one of the folder that this is a copy of. */
async function onlyWriter(
  file: string,
  { deployment, root }: Pick<EndpointOrder, 'deployment' | 'root'>,
): Promise<Writer> {
  const served = `${deployment} in `;
  for (;;) {
    const lock = await tryLock(file, `${served}${root}`);
    if (lock.kind === 'held') return lock;
    const { purpose } = lock.holder;
    const { host } = lock.holder.process;
    if (host === hostname() && purpose.startsWith(served) && purpose !== `${served}${root}`) {
      await rm(file, { force: true });
      continue;
    }
    if (!(await endProcess(lock.holder.process)))
      throw unavailable(`${deployment} is served on ${host} already and can only be stopped there.`, {
        hint: `Run "lifecycle stop ${deployment}" on ${host}.${wayOut(lock)}`,
      });
  }
}

function stateOf(
  { deployment, root, settings, version, timeColumn, previous }: EndpointOrder,
  port: number,
  at: string,
): DeploymentState {
  return {
    schema: 1,
    deployment,
    root,
    target: settings.target,
    model: version.model,
    version: version.version,
    digest: version.files.find(({ role }) => role === 'model')?.digest ?? '',
    at,
    url: `http://127.0.0.1:${port}`,
    process: ownIdentity(),
    ...(previous === undefined ? {} : { previous: previous.version }),
    ...(timeColumn === undefined ? {} : { timeColumn }),
  };
}

const portOf = ({ url }: DeploymentState) => Number(new URL(url).port);

/** Whether the port is the predecessor's, which is free only once that one has ended. */
const isKept = (port: number, previous: DeploymentState) => port === 0 || port === portOf(previous);

/** Port 0 keeps the predecessor's, where it is free, so that clients need not look again. */
async function listen(server: Server, port: number, previous: DeploymentState | undefined): Promise<void> {
  if (port === 0 && previous) await listenOn(server, portOf(previous)).catch(() => listenOn(server, 0));
  else await listenOn(server, port);
}

async function listenOn(server: Server, port: number): Promise<Server> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw unavailable(`Port ${port} is taken by another program.`, {
      hint: 'End that program, or give the deployment another port (0 takes any free one).',
      cause: error,
    });
  }
  return server;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await closed;
}
