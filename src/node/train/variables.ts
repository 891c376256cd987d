// What a training command is told, as variables of its environment.
import type { Model, ParamValue } from '../../core/manifest/manifest';
import { paramVariable } from '../../core/run/trainingKey';

interface Given {
  readonly task: Model['task'];
  readonly train: string;
  readonly validation: string | undefined;
  readonly out: string;
  readonly seed: number;
  readonly params: Readonly<Record<string, ParamValue>>;
}

export function ownVariables({ task, train, validation, out, seed, params }: Given): Record<string, string> {
  return {
    LIFECYCLE_TRAIN: train,
    ...(validation === undefined ? {} : { LIFECYCLE_VALIDATION: validation }),
    LIFECYCLE_OUT: out,
    LIFECYCLE_TASK: task,
    LIFECYCLE_SEED: String(seed),
    ...Object.fromEntries(
      Object.entries(params).map(([name, value]) => [paramVariable(name), String(value)]),
    ),
    PYTHONUNBUFFERED: '1',
    ORT_DISABLE_TELEMETRY: '1',
  };
}
