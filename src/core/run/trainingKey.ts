// What decides the result of a training: equal parts, nothing to do.
import type { TrainingInputs } from './run';

/** The parts of a training's key. A commit that changes no code, a prepared version with the same rows, change nothing. */
export function trainingKeyParts({
  command,
  task,
  target,
  positive,
  params,
  seed,
  data,
  code,
  environment,
}: Omit<TrainingInputs, 'key'>): unknown {
  return {
    command,
    task,
    target,
    positive,
    params,
    seed,
    train: data.train,
    validation: data.validation,
    code: code.script,
    environment: environment.digest,
  };
}

/** `LIFECYCLE_PARAM_<NAME>` for a parameter: upper case, everything else than letters and digits as `_`. */
export const paramVariable = (name: string) =>
  `LIFECYCLE_PARAM_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
