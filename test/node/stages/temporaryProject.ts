// A project in a temporary folder with real files, and stages performed in it as the runner performs them.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Outcome } from '../../../src/core/run/run';
import { clockAt } from '../../../src/node/clock';
import { openProject } from '../../../src/node/project';
import type { Stage, StageReport } from '../../../src/node/stage';

export interface TemporaryProject {
  readonly root: string;
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  /** Writes lifecycle.yaml with these datasets. */
  declare(datasets: Readonly<Record<string, unknown>>): Promise<void>;
  /** Performs a stage on the project as it is now. */
  perform<R>(stage: Stage<R>, request: R, options?: PerformOptions): Promise<Outcome>;
}

export interface PerformOptions {
  readonly signal?: AbortSignal;
  /** The time judged at; undefined takes the real one. */
  readonly asOf?: string;
  readonly report?: (event: StageReport) => void;
}

/** Makes the project for the time of `use`. */
export async function withProject(use: (project: TemporaryProject) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'project-'));
  const write: TemporaryProject['write'] = async (files) => {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), content);
    }
  };
  try {
    await use({
      root,
      write,
      declare: (datasets) => write({ 'lifecycle.yaml': stringify({ lifecycle: 1, datasets }) }),
      perform: async (
        stage,
        request,
        { signal = new AbortController().signal, report = () => undefined, asOf } = {},
      ) =>
        stage.perform(stage.request.parse(request), {
          project: await openProject(root),
          clock: clockAt(asOf),
          run: { id: 'test', folder: join(root, 'run') },
          report,
          settled: () => Promise.resolve(),
          signal,
        }),
    });
  } finally {
    await rm(root, { recursive: true });
  }
}
