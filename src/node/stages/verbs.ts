// The eleven verbs by their names, each loaded when it is needed: DuckDB and ONNX Runtime cost more than most verbs.
import type { StageName } from '../../core/run/run';
import type { Stage } from '../stage';

type Load = () => Promise<Stage<unknown>>;

const stages: Readonly<Record<StageName, Load>> = {
  collect: async () => (await import('./collect')).collect,
  prepare: async () => (await import('./prepare')).prepare,
  check: async () => (await import('./check')).check,
  train: async () => (await import('./train')).train,
  tune: async () => (await import('./tune')).tune,
  evaluate: async () => (await import('./evaluate')).evaluate,
  register: async () => (await import('./register')).register,
  promote: async () => (await import('./promote')).promote,
  deploy: async () => (await import('./deploy')).deploy,
  monitor: async () => (await import('./monitor')).monitor,
  retrain: async () => (await import('./retrain')).retrain,
};

/** Loads the verb. */
export const openVerb = (name: StageName): Promise<Stage<unknown>> => stages[name]();
