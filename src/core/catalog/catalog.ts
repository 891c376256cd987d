// The catalog: everything of a project as the four trees of the sidebar and of `status`, and the steps to take. Pure over what was read.
import { datasetNodes } from './datasetNodes';
import { deploymentNodes } from './deploymentNodes';
import type { CatalogFacts } from './facts';
import { cutNodes, foundNodes } from './foundNodes';
import { modelNodes } from './modelNodes';
import { nextSteps } from './next';
import type { NextStep } from './nextStep';
import type { CatalogNode } from './node';
import { processNodes } from './processNodes';

export interface Catalog {
  readonly process: readonly CatalogNode[];
  readonly datasets: readonly CatalogNode[];
  readonly models: readonly CatalogNode[];
  readonly deployments: readonly CatalogNode[];
  /** The most pressing first; empty where everything is as it should be. */
  readonly next: readonly NextStep[];
  /** Nothing here concerns a model's life: the views stay quiet. */
  readonly isEmpty: boolean;
}

export const viewNames = ['process', 'datasets', 'models', 'deployments'] as const;
export type ViewName = (typeof viewNames)[number];

export function buildCatalog(facts: CatalogFacts): Catalog {
  const datasets = [...datasetNodes(facts), ...foundNodes(facts, ['data']), ...cutNodes(facts)];
  const models = [...modelNodes(facts), ...foundNodes(facts, ['script', 'model', 'tracking', 'pipeline'])];
  const deployments = [...deploymentNodes(facts), ...foundNodes(facts, ['cluster'])];
  const isEmpty = !facts.hasManifest && facts.found.files.length === 0 && facts.registries.length === 0;
  const next = isEmpty ? [] : nextSteps(facts);
  return {
    process: isEmpty ? [] : processNodes(facts, next),
    datasets: isEmpty ? [] : datasets,
    models,
    deployments,
    next,
    isEmpty,
  };
}
