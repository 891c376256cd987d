// The data panel: what it shows, the tables of one dataset or file and what is wrong with them; what it asks and does.
import * as z from 'zod';
import type { DataDue } from '../core/catalog/datasetStanding';
import type { SplitName } from '../core/dataset/version';
import type { Profile } from '../core/profile/profile';
import type { CheckResult, Finding } from '../core/quality/finding';
export type { ColumnProfile, Histogram, Profile } from '../core/profile/profile';
export type { CheckResult, ExpectationResult, Finding } from '../core/quality/finding';

/** What rows can be shown for: a finding, or an expectation that is not met. */
export type RestsOn = Pick<Finding, 'id' | 'message' | 'columns' | 'rows' | 'seenIn'>;
import { commonActions, type Failure, type PanelProtocol, type PanelTypes } from './panel';

const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dataset'), folder: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('file'), folder: z.string(), path: z.string() }),
]);
/** `path`: relative to the folder. */
export type DataTarget = z.infer<typeof target>;

const table = z.enum(['prepared', 'collected', 'file']);
export type TableName = z.infer<typeof table>;

/** The most rows that may be asked for at once. */
const pageLimit = 500;

const question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('profile'), table }),
  z.strictObject({ kind: z.literal('check'), table }),
  z.strictObject({
    kind: z.literal('rows'),
    table,
    /** Only the rows that this finding rests on, or that offend an expectation: `expectation:` and its words. */
    finding: z.string().optional(),
    sort: z.strictObject({ column: z.string(), isDescending: z.boolean() }).optional(),
    offset: z.number().int().nonnegative(),
    limit: z.number().int().positive().max(pageLimit),
  }),
]);

const action = z.discriminatedUnion('kind', [
  ...commonActions,
  z.strictObject({ kind: z.literal('addSteps'), findings: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('addToManifest') }),
  z.strictObject({ kind: z.literal('openFile'), table }),
]);

export interface DataProtocol extends PanelTypes {
  readonly target: DataTarget;
  readonly state: DataState;
  readonly question: z.infer<typeof question>;
  readonly answers: { readonly profile: Profile; readonly check: CheckResult; readonly rows: RowsAnswer };
  readonly action: z.infer<typeof action>;
}
export const dataProtocol: PanelProtocol<DataProtocol> = { name: 'data', target, question, action };

export interface DataState {
  readonly target: DataTarget;
  readonly title: string;
  /** The time zone that moments are written in: the tree's, e.g. `Europe/Berlin`. */
  readonly zone: string;
  /** False in Restricted Mode: the data can be looked at, nothing can be run. */
  readonly isTrusted: boolean;
  /** The column that is predicted; undefined where the manifest names none. */
  readonly label?: string;
  /** What can be looked at, the one to show first at the front; empty: `nothing` says why. */
  readonly tables: readonly TableState[];
  readonly nothing?: Failure;
  /** The first of its stages that is due, and why; undefined where all is up to date, or of a file. */
  readonly due?: DataDue;
  /** The newest check of the prepared version; undefined where there was none. */
  readonly check?: CheckResult;
  /** The verb of a run that is working on this dataset now. */
  readonly working?: string;
}

export interface TableState {
  readonly table: TableName;
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly bytes?: number;
  /** Undefined until counted by a profile. */
  readonly rows?: number;
  readonly columns?: number;
  /** Short, for a person: the first eight characters of the version's fingerprint. */
  readonly version?: string;
  readonly at?: string;
  readonly parts: readonly {
    readonly name: SplitName;
    readonly rows: number;
    readonly from?: string;
    readonly to?: string;
  }[];
}

export type Cell = string | number | boolean | null;

/** A page of rows in the order asked for. */
export interface RowsAnswer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Each row's number in the table, from 1. */
  readonly numbers: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows in the table that meet the condition. */
  readonly total: number;
  /** The most rows that a page of this table holds: what was asked for, or fewer where it is wide. */
  readonly limit: number;
}
