// Expectations learnt from data, so that an unchanged window of it fails any of them in under one of a hundred cases.
import type { Expect } from '../../manifest/manifest';
import type { ColumnKind, ColumnProfile, Profile } from '../../profile/profile';
import { candidatesOf, learntColumns, type Candidate } from './candidates';
import { mostOfWindow, type Counted } from './slack';

/** Half of the chance that is promised, shared among the rules: the other half is for what is near but not quite the same world. */
const chanceOfAll = 0.005;
/** A rule that lets so many rows pass says nothing. */
const weak = 0.2;
/** Where the first range has to let so many pass, the wider one says more. */
const loose = 0.1;

/** Of a candidate: all rows, and the rows window by window; `windows` overlap by half, `apart` do not. */
export interface CandidateCounts {
  readonly total: Counted;
  readonly windows: readonly Counted[];
  readonly apart: readonly Counted[];
}

export interface LearnOptions {
  /** Columns of which nothing is expected: the time of a row, what only names it. */
  readonly left: readonly string[];
  /** Rows of a window that is judged by it. */
  readonly window: number;
  readonly countsOf: (candidate: Candidate) => CandidateCounts | undefined;
  /** Columns whose values name a row, each once. */
  readonly unique: readonly string[];
}

/** In the words of lifecycle.yaml. */
export function learnExpectations(
  profile: Profile,
  { left, window, countsOf, unique }: LearnOptions,
): Expect {
  const columns = learntColumns(profile, left);
  const candidates = new Map(columns.map((column) => [column.name, candidatesOf(profile, column)]));
  const rules = [...candidates.values()].reduce((sum, of) => sum + of.length, 0);
  const chance = chanceOfAll / Math.max(1, rules);
  const share = (candidate: Candidate): number | undefined => {
    const counts = countsOf(candidate);
    if (!counts || counts.total.rows === 0) return undefined;
    const rows = Math.max(1, Math.round((window * counts.total.rows) / profile.rows));
    const fitted = candidate.kind === 'range' ? 1 : 0;
    return mostOfWindow(counts, rows, { chance, fitted }) / rows;
  };
  const learnt = columns.map((column): [string, ColumnRules] => {
    const shares = (candidates.get(column.name) ?? []).map((candidate) => ({
      candidate,
      share: share(candidate),
    }));
    return [column.name, rulesOf(column, shares)];
  });
  return {
    ...(unique.length === 1 ? { unique: [...unique] } : {}),
    columns: Object.fromEntries(learnt.filter(([, of]) => Object.keys(of).length > 0)),
  };
}

type ColumnRules = NonNullable<Expect['columns']>[string];
type Shared = readonly { readonly candidate: Candidate; readonly share: number | undefined }[];

function rulesOf({ kind }: ColumnProfile, shares: Shared): ColumnRules {
  const missing = shares.find(({ candidate }) => candidate.kind === 'missing')?.share;
  const values = shares.filter(
    ({ candidate, share }) => candidate.kind !== 'missing' && share !== undefined && share <= weak,
  );
  const chosen = values.find(({ share = 1 }) => share <= loose) ?? values.at(-1);
  const type = typeOf(kind);
  return {
    ...(type === undefined ? {} : { type }),
    ...(chosen ? valueRule(chosen.candidate) : {}),
    ...(chosen && chosen.share !== undefined && chosen.share > 0
      ? { mostly: atLeast(1 - chosen.share) }
      : {}),
    ...(missing === undefined || missing > weak ? {} : { missing: `<= ${atMost(missing)}%` }),
  };
}

const valueRule = (candidate: Candidate): ColumnRules =>
  candidate.kind === 'range'
    ? { between: [candidate.low, candidate.high] }
    : candidate.kind === 'set'
      ? { in: [...candidate.values] }
      : {};

const typeOf = (kind: ColumnKind): ColumnRules['type'] => (kind === 'other' ? undefined : kind);

/** Rounded to the lenient side. */
const atLeast = (share: number) =>
  Math.min(0.9999, Math.max(0.0001, Math.floor(share * 10_000 + 1e-9) / 10_000));
const atMost = (share: number) => Math.ceil(share * 10_000 - 1e-9) / 100;
