// The names of the stages: the verbs of a model's life.

export const stageNames = [
  'collect',
  'prepare',
  'check',
  'train',
  'tune',
  'evaluate',
  'register',
  'promote',
  'deploy',
  'monitor',
  'retrain',
] as const;
/** The eleven verbs of the lifecycle, in its order. */
export type StageName = (typeof stageNames)[number];

export const isStageName = (name: string): name is StageName =>
  (stageNames as readonly string[]).includes(name);
