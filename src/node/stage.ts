// The shape every verb has, so that CLI, editor, runner and CI call one and the same function.
import type { z } from 'zod';
import type { Outcome, RunEvent, StageName } from '../core/run/run';
import type { Clock } from './clock';
import type { Project } from './project';

type WithoutTime<E> = E extends unknown ? Omit<E, 'at'> : never;
/** What a stage may report while it works; the time is stamped by whoever listens. */
export type StageReport = WithoutTime<
  Extract<RunEvent, { kind: 'progress' | 'training' | 'command' | 'metric' | 'warning' | 'output' | 'step' }>
>;

export interface StageContext {
  readonly project: Project;
  readonly clock: Clock;
  /** The run being executed, its folder, and the run that started it. */
  readonly run: { readonly id: string; readonly folder: string; readonly parent?: string };
  readonly report: (event: StageReport) => void;
  /** Resolves once what was reported is written and told: asked before work that blocks. */
  readonly settled: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** Says what is done now; resolves once that was told, so that work that blocks may begin. */
export type Tell = (message: string) => Promise<void>;

export const untold: Tell = () => Promise.resolve();

/** Progress without amounts, for phases that may take longer than a second. */
export const tellingIn =
  ({ report, settled }: Pick<StageContext, 'report' | 'settled'>): Tell =>
  (message) => {
    report({ kind: 'progress', message });
    return settled();
  };

/**
 * One verb. `perform` throws LifecycleError where it cannot do its work, and returns an outcome where it can, be the
 * answer yes or no. It leaves nothing half-written when the signal aborts.
 */
export interface Stage<Request> {
  readonly name: StageName | 'run';
  /** What it is asked: read from flags, run.json and editor alike. */
  readonly request: z.ZodType<Request>;
  /** True where it outlives the window that started it and may take long: it is executed by a detached runner. */
  readonly isDetached: boolean;
  perform(request: Request, context: StageContext): Promise<Outcome>;
}
