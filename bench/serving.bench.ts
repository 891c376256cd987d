// Our server against a bare Node HTTP server: what preparing, scoring and logging cost beside only speaking HTTP and JSON.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeploymentState } from '../src/core/deploy/deployment';
import { localTarget } from '../src/node/deploy/local';
import { projectPaths } from '../src/node/paths';
import type { ProjectPaths } from '../src/node/paths';
import expected from '../test/fixtures/onnx/classifier.json';
import { storedVersion } from '../test/node/deploy/storedVersion';
import { compare } from './harness';
import type { Result } from './harness';
import { generateLoad } from './load';

const connections = 8;
const seconds = 3;
const { signal } = new AbortController();

export async function benchServing(): Promise<Result[]> {
  const paths = projectPaths(await mkdtemp(join(tmpdir(), 'lifecycle-bench-')));
  const target = localTarget(paths);
  const bare = spawn(process.execPath, [join(import.meta.dirname, 'rivals', 'bareServer.mjs')]);
  let deployed: DeploymentState | undefined;
  try {
    deployed = await deploy(paths);
    const rival = `http://127.0.0.1:${await firstLine(bare)}`;
    const results = [];
    for (const rows of [1, 100]) results.push(await compareAt(rows, deployed.url, rival));
    return results;
  } finally {
    if (deployed) await target.stop(deployed, signal);
    bare.kill();
    await rm(paths.root, { recursive: true, force: true });
  }
}

function compareAt(rows: number, ours: string, theirs: string): Promise<Result> {
  const body = JSON.stringify({
    rows: Array.from({ length: rows }, (_none, index) => expected.rows[index % expected.rows.length]),
  });
  const measure = (url: string) => (): Promise<number> =>
    generateLoad({ url: `${url}/predict`, body, connections, seconds });
  return compare({
    title: `Requests of ${String(rows)} row${rows === 1 ? '' : 's'}, ${String(connections)} connections`,
    unit: 'requests/s',
    ours: { name: 'lifecycle deployment', measure: measure(ours) },
    theirs: { name: 'bare Node HTTP server', measure: measure(theirs) },
    pairs: 5,
  });
}

async function deploy(paths: ProjectPaths): Promise<DeploymentState> {
  const version = await storedVersion(paths);
  const settings = { model: 'uptake@champion', target: 'local', port: 0 } as const;
  return localTarget(paths).apply({ name: 'bench', settings, version }, signal);
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The rival has no output.');
  const [chunk] = (await once(stdout, 'data')) as [Buffer];
  return chunk.toString().trim();
}
