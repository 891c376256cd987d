// The monitor panel: what it shows, windows, alerts and the service of one monitored deployment; what it asks and does.
import * as z from 'zod';
import type { Alert, Window } from '../core/monitor/window';
import type { StageName } from '../core/run/run';
export type { ColumnDrift } from '../core/drift/columnDrift';
import { commonActions, type Failure, type PanelProtocol, type PanelTypes } from './panel';

const target = z.strictObject({ kind: z.literal('monitor'), folder: z.string(), name: z.string() });
export type MonitorTarget = z.infer<typeof target>;

const question = z.strictObject({ kind: z.literal('service') });

const action = z.discriminatedUnion('kind', [
  ...commonActions,
  z.strictObject({ kind: z.literal('copyRequest') }),
  /** What the alert of this id calls for. */
  z.strictObject({ kind: z.literal('next'), alert: z.string() }),
  /** What the alert of this id speaks of may differ. */
  z.strictObject({ kind: z.literal('ignore'), alert: z.string() }),
]);

export interface MonitorProtocol extends PanelTypes {
  readonly target: MonitorTarget;
  readonly state: MonitorState;
  readonly question: z.infer<typeof question>;
  readonly answers: { readonly service: ServiceAnswer };
  readonly action: z.infer<typeof action>;
}
export const monitorProtocol: PanelProtocol<MonitorProtocol> = { name: 'monitor', target, question, action };

export interface MonitorState {
  readonly target: MonitorTarget;
  readonly title: string;
  /** The time zone that moments are written in: the tree's, e.g. `Europe/Berlin`. */
  readonly zone: string;
  readonly isTrusted: boolean;
  /** As the manifest has it, e.g. `uptake@champion`. */
  readonly model?: string;
  /** The version that answers now; undefined while nothing is deployed. */
  readonly version?: number;
  readonly url?: string;
  /** Whether nothing answers, and there is a version to deploy that no gate is known to refuse. */
  readonly canDeploy?: boolean;
  /** Why the version that should answer, and does not, may not. */
  readonly barred?: Failure;
  /** Of the version that answers now; undefined where its registry does not have it. */
  readonly served?: ServedState;
  /** The span of one window as written, e.g. `3 months`. */
  readonly window?: string;
  readonly falseAlarms?: string;
  readonly limit?: { readonly metric: string; readonly min?: number; readonly max?: number };
  /** When a version became the one that the deployment follows; ascending, empty where it follows none. */
  readonly takeovers: readonly { readonly version: number; readonly at: string }[];
  /** Ascending by time, the newest judgement of each. */
  readonly windows: readonly WindowState[];
  /** That they were judged by other rules than lifecycle.yaml has now, a sentence; undefined where none was. */
  readonly outdated?: string;
  /** The newest first. */
  readonly alerts: readonly AlertState[];
  /** Why there are no windows, and what to do. */
  readonly nothing?: Failure;
  readonly working?: string;
}

export interface ServedState {
  /** From which score on it calls a row positive, and what its probabilities are; empty for regression. */
  readonly decidesBy: readonly (readonly [name: string, value: string])[];
  /** What to know before trusting the figures it was registered with. */
  readonly warnings: readonly string[];
}

export interface WindowState extends Window {
  /** Its last day is inside: `Jul 2009 to Sep 2009`. */
  readonly span: string;
  /** The first and the last of it: `Jul 2009`, `Sep 2009`; one where both are the same. */
  readonly ends: readonly string[];
  /** `roc_auc 0.598 (0.560 to 0.630)`; undefined before labels arrive. */
  readonly figure?: string;
  /** How its whole interval stands to the limit; undefined without one, and before labels arrive. */
  readonly standing?: { readonly kind: 'kept' | 'missed' | 'unclear'; readonly text: string };
}

export interface AlertState extends Alert {
  /** What its button runs; undefined where a person has to act. */
  readonly action?: StageName;
  /** Nothing has to be done: the version that took over ends it, or comes to. */
  readonly isWatched?: true;
  /** Columns that lifecycle.yaml could leave out of alarms; undefined where there are none. */
  readonly ignorable?: readonly string[];
}

export type ServiceAnswer =
  | { readonly kind: 'none' }
  /** By a person, and not started since. */
  | { readonly kind: 'stopped'; readonly at: string }
  | { readonly kind: 'unreachable'; readonly url: string; readonly failure: Failure }
  | {
      readonly kind: 'answering';
      readonly url: string;
      readonly requests: number;
      /** Requests that were answered with an error, of `requests`. */
      readonly errors: number;
      readonly rows?: number;
      /** Seconds; an upper bound, from the server's histogram. */
      readonly p50?: number;
      readonly p99?: number;
      readonly upSince?: string;
    };
