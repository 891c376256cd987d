// Reading everything that the catalog is built from: small files only, each alone, so that a broken one hides no other.
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { BrokenFile, CatalogFacts } from '../../core/catalog/facts';
import type { RegistryState } from '../../core/registry/fold';
import { ownZone, type Clock } from '../clock';
import type { Project } from '../project';
import { environmentAt } from '../python/create';
import { lacksEnvironment } from '../python/find';
import { readRegistry, registeredModels } from '../registry/read';
import { gatherDatasets } from './datasets';
import { gatherFound } from './found';
import { gatherProduction } from './production';
import { gatherRuns } from './runs';
import { brokenCandidates, gatherCandidates } from './candidates';

/** What was judged after the clock's `--as-of` is not known yet. Throws only when the signal aborts. */
export async function gatherFacts(
  project: Project,
  clock: Clock,
  signal?: AbortSignal,
): Promise<CatalogFacts> {
  const [datasets, runs, candidates, lostCandidates, production, registries, found, written, environment] =
    await Promise.all([
      gatherDatasets(project),
      gatherRuns(project, clock.asOf),
      gatherCandidates(project, clock.asOf, signal),
      brokenCandidates(project),
      gatherProduction(project, clock.asOf),
      gatherRegistries(project, clock.asOf),
      gatherFound(project, signal ? { signal } : {}),
      stat(project.paths.manifest).catch(() => undefined),
      gatherEnvironment(project, clock.judged()),
    ]);
  signal?.throwIfAborted();
  const isPast = clock.judged() < clock.real() && clock.asOf !== undefined;
  return {
    asOf: clock.judged(),
    ...(isPast
      ? { isPast, madeLater: await madeLater(project, { candidates, registries: registries.states }, signal) }
      : {}),
    zone: ownZone(),
    hasManifest: project.hasManifest,
    ...(written ? { manifestAt: written.mtime.toISOString() } : {}),
    ...environment,
    isReadOnly: project.isReadOnly,
    manifest: project.manifest,
    problems: project.problems,
    entries: project.entries,
    datasets: datasets.datasets,
    runs: runs.runs,
    candidates,
    deployments: production.deployments,
    monitors: production.monitors,
    registries: registries.states,
    found,
    broken: [datasets, runs, production, registries].flatMap(({ broken }) => broken).concat(lostCandidates),
  };
}

/** That it lacks is of today, whatever the time asked for: it is what a training would meet. */
async function gatherEnvironment(
  project: Project,
  asOf: string,
): Promise<Pick<CatalogFacts, 'environmentAt' | 'lacksEnvironment'>> {
  if (await lacksEnvironment(project)) return { lacksEnvironment: true };
  const at = await environmentAt(project);
  return at !== undefined && at <= asOf ? { environmentAt: at } : {};
}

async function madeLater(
  project: Project,
  then: Pick<CatalogFacts, 'candidates' | 'registries'>,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const [candidates, { states: registries }] = await Promise.all([
    gatherCandidates(project, undefined, signal),
    gatherRegistries(project, undefined),
  ]);
  const known = (facts: typeof then) => [
    ...facts.candidates.map(({ model }) => model),
    ...facts.registries.filter(({ versions }) => versions.length > 0).map(({ model }) => model),
  ];
  const before = known(then);
  return [...new Set(known({ candidates, registries }))].filter((model) => !before.includes(model));
}

interface GatheredRegistries {
  readonly states: readonly RegistryState[];
  readonly broken: readonly BrokenFile[];
}

async function gatherRegistries(project: Project, asOf: string | undefined): Promise<GatheredRegistries> {
  const { paths, root } = project;
  const listed = await registeredModels(paths).catch((error: unknown) =>
    unreadable(root, paths.registry(), error),
  );
  if ('reason' in listed) {
    // Its models may have versions: each says that nobody can tell.
    const models = Object.keys(project.manifest.models ?? {});
    return { states: [], broken: models.map((name) => ({ ...listed, name })) };
  }
  const readings = await Promise.all(listed.map((model) => gatherRegistry(project, model, asOf)));
  return {
    states: readings.flatMap(({ states }) => states),
    broken: readings.flatMap(({ broken }) => broken),
  };
}

async function gatherRegistry(
  { paths, root }: Project,
  model: string,
  asOf: string | undefined,
): Promise<GatheredRegistries> {
  try {
    const { state, problems } = await readRegistry(paths, model, asOf);
    const broken = problems.map(({ file = '', message, hint = '' }) => ({
      section: 'models' as const,
      name: model,
      file,
      reason: `${file.slice(file.lastIndexOf('/') + 1)} ${message}`,
      hint,
    }));
    return { states: [state], broken };
  } catch (error) {
    return { states: [], broken: [{ ...unreadable(root, paths.registry(model), error), name: model }] };
  }
}

function unreadable(root: string, folder: string, error: unknown): Omit<BrokenFile, 'name'> {
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  const file = relative(root, folder).replaceAll('\\', '/');
  return {
    section: 'models',
    file,
    reason: `The registry cannot be read (${code})`,
    hint: 'Check the permissions of the folder.',
  };
}
