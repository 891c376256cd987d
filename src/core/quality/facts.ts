// Everything a detector may look at: gathered from the data by the caller, judged here.
import type { PreparedVersion, StepEffect } from '../dataset/version';
import type { Dataset, Split } from '../manifest/manifest';
import type { Step } from '../manifest/step';
import type { ColumnProfile, Profile, TopValue } from '../profile/profile';
import type { PersonalColumn } from './personal/column';
import type { Previous } from './previous';
import type { ClassRows } from './classRows';
import type { Copies } from './copies';
import type { DamagedText } from './damagedText';
import type { Dominance } from './dominance';
import type { GoalFacts } from './goalReach';
import type { Proxy } from './proxies';
import type { Redundancy } from './redundancy';
import type { Runs } from './rowOrder';
import type { TextReading } from './textReading';
import type { TimeFacts, TimeGaps } from './timeFacts';
import type { TextUnits } from './unitText';

export interface Facts {
  readonly seenIn: 'collected' | 'prepared';
  readonly profile: Profile;
  /** Of the rows that models learn from; undefined where the data is not split. */
  readonly train?: Profile;
  readonly roles: Roles;
  readonly split?: Split;
  /** Rows that equal an earlier one in every column but the key. */
  readonly duplicateRows: number;
  /** Columns whose every present value occurs once, counted exactly. */
  readonly unique: readonly string[];
  /** Columns of text of which more than half are numbers, or times, that need a step to be read. */
  readonly texts: readonly TextReading[];
  /** Undefined where there is no target, or none that can be asked about. */
  readonly target?: TargetFacts;
  /** Rows that equal or nearly equal one another; undefined where no columns can be compared. */
  readonly copies?: Copies;
  /** Columns whose text a wrong encoding damaged. */
  readonly damaged?: readonly DamagedText[];
  /** Spellings of one value, by column, of those whose values a profile does not list. */
  readonly spellings?: ReadonlyMap<string, readonly (readonly TopValue[])[]>;
  /** Columns of text that names several units. */
  readonly units?: readonly TextUnits[];
  /** Columns of dates and times. */
  readonly times?: readonly TimeFacts[];
  /** Steps of the column that the rows are ordered by; undefined where none is known. */
  readonly gaps?: TimeGaps;
  /** Columns of few values. */
  readonly runs?: readonly Runs[];
  /** Classes of the target; undefined where it has none. */
  readonly classes?: readonly ClassRows[];
  readonly redundant?: readonly Redundancy[];
  readonly proxies?: readonly Proxy[];
  /** Columns with personal data that the manifest does not allow. */
  readonly personal?: readonly PersonalColumn[];
  /** What is to be reached by models that learn from it. */
  readonly goals?: readonly GoalFacts[];
  /** Undefined where there is no version before. */
  readonly previous?: Previous;
  /** The time judged at, ISO; undefined where none is given. */
  readonly asOf?: string;
  /** What steps that look into other datasets did to the rows; undefined of data that no step prepared. */
  readonly joins?: readonly StepDone[];
}

export interface StepDone {
  readonly step: Step;
  readonly effect: StepEffect;
}

export const joinsOf = ({
  steps,
  effects,
}: Pick<PreparedVersion, 'steps' | 'effects'>): readonly StepDone[] =>
  steps.flatMap((step, index) => {
    const effect = effects[index];
    return effect?.unmatched === undefined ? [] : [{ step, effect }];
  });

export interface Roles {
  readonly target?: string;
  readonly positive?: string | number | boolean;
  /** Whether a model learns to tell the target's values apart, and the manifest names no positive one. */
  readonly asksPositive?: boolean;
  readonly key?: string;
  readonly time?: string;
  readonly sensitive?: readonly string[];
  /** What may be in the data, and be shown. */
  readonly personal?: Dataset['personal'];
}

/** As the manifest names them, whether or not a table has these columns. */
export const rolesOf = ({ target, positive, key, time, sensitive, personal }: Dataset): Roles => ({
  ...(target === undefined ? {} : { target }),
  ...(positive === undefined ? {} : { positive }),
  ...(key === undefined ? {} : { key }),
  ...(time === undefined ? {} : { time: time.column }),
  ...(sensitive === undefined ? {} : { sensitive }),
  ...(personal === undefined ? {} : { personal }),
});

export interface TargetFacts {
  /** Columns that tell the target better than all others together; see dominance.ts. */
  readonly dominant: readonly Dominance[];
  readonly blocks: TargetBlocks;
}

/** How often each answer of the target occurs in blocks of equally many rows, first to last. */
export interface TargetBlocks {
  /** What the rows were put in order by. */
  readonly by: 'time' | 'order';
  /** The target's values, or "above the median" and "up to the median" for numbers. */
  readonly answers: readonly string[];
  /** The key whose rows count as one within a block, since it repeats. */
  readonly groups?: string;
  /** For each block one count an answer; with `groups` a sum of shares of groups. */
  readonly counts: readonly (readonly number[])[];
}

export const columnOf = (profile: Profile, name: string): ColumnProfile | undefined =>
  profile.columns.find((column) => column.name === name);

export const presentIn = (profile: Profile, column: ColumnProfile) => profile.rows - column.missing;
