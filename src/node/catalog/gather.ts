// Reading everything that the catalog is built from: small files only, each alone, so that a broken one hides no other.
import { readFile } from 'node:fs/promises';
import type { BrokenFile, CatalogFacts } from '../../core/catalog/facts';
import { listEntries } from '../../core/manifest/entries';
import type { RegistryState } from '../../core/registry/fold';
import type { Clock } from '../clock';
import type { Project } from '../project';
import { readRegistry, registeredModels } from '../registry/read';
import { gatherDatasets } from './datasets';
import { gatherFound } from './found';
import { gatherProduction } from './production';
import { gatherRuns } from './runs';
import { gatherCandidates } from './candidates';

/** What was judged after the clock's `--as-of` is not known yet. Throws only when the signal aborts. */
export async function gatherFacts(
  project: Project,
  clock: Clock,
  signal?: AbortSignal,
): Promise<CatalogFacts> {
  const [datasets, runs, candidates, production, registries, found, text] = await Promise.all([
    gatherDatasets(project),
    gatherRuns(project, clock.asOf),
    gatherCandidates(project, clock.asOf),
    gatherProduction(project, clock.asOf),
    gatherRegistries(project, clock.asOf),
    gatherFound(project, signal ? { signal } : {}),
    readFile(project.paths.manifest, 'utf8').catch(() => ''),
  ]);
  signal?.throwIfAborted();
  return {
    asOf: clock.judged(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    hasManifest: project.hasManifest,
    isReadOnly: project.isReadOnly,
    manifest: project.manifest,
    problems: project.problems,
    declared: listEntries(text),
    datasets: datasets.datasets,
    runs: runs.runs,
    candidates,
    deployments: production.deployments,
    monitors: production.monitors,
    registries: registries.states,
    found,
    broken: [...datasets.broken, ...runs.broken, ...production.broken, ...registries.broken],
  };
}

async function gatherRegistries(
  project: Project,
  asOf: string | undefined,
): Promise<{ readonly states: readonly RegistryState[]; readonly broken: readonly BrokenFile[] }> {
  const registered = await registeredModels(project.paths).catch(() => []);
  const readings = await Promise.all(
    registered.map(async (model) => ({ model, ...(await readRegistry(project.paths, model, asOf)) })),
  );
  return {
    states: readings.map(({ state }) => state),
    broken: readings.flatMap(({ model, problems }) =>
      problems.map(({ file = '', message, hint = '' }) => ({
        section: 'models' as const,
        name: model,
        file,
        reason: `${file.slice(file.lastIndexOf('/') + 1)} ${message}`,
        hint,
      })),
    ),
  };
}
