// Whether one column tells the target better than all the others together. What follows from that is the finding's matter.
import { studentUpper, twoSided } from '../distribution';
import { deletedGroups, deleteGroupsError } from '../evaluate/deleteGroups';
import { mean } from '../evaluate/moments';
import { pairedDeLong } from '../evaluate/pairedDeLong';
import { midranks } from '../evaluate/rank';
import { rocAuc } from '../evaluate/rocAucInterval';
import { codesAt, encode, logOdds, type Encoded } from './encode';
import { questionsOf, type Questions } from './questions';
import type { Sample, SampleColumn } from './sample';

export interface Dominance {
  readonly column: string;
  /** ROC AUC of the column alone; the mean over classes, each against the rest; for numbers that of "above the median". */
  readonly auc: number;
  /** ROC AUC of all other columns together. */
  readonly others: number;
  /** One-sided: the chance of such a lead where the column alone is no better than the others together. */
  readonly p: number;
  /** How many columns were asked about, this one among them. */
  readonly asked: number;
  readonly rows: number;
  /** What "better" is about: classes, or above the median or not. */
  readonly asks: Questions['asks'];
  /** Target and column are one and the same thing written differently. */
  readonly isCopy: boolean;
}

/** Weaker columns are never asked about. */
const leastAuc = 0.75;
/** Fewer other columns cannot stand for all that is known of a row. */
const leastOthers = 3;
/** A smaller chance by DeLong is beyond doubt, a larger one nothing to tell, however sure what the values say is. */
const [beyondDoubt, worthLearning] = [1e-8, 0.01];
/** From this rank correlation on two columns are one and the same thing. */
const twins = 0.98;

interface Scored {
  readonly column: SampleColumn;
  readonly encoded: Encoded;
  /** Log odds a row and ROC AUC, of each question. */
  readonly answers: readonly Answer[];
  readonly auc: number;
}

interface Answer {
  readonly scores: Float64Array;
  readonly auc: number;
}

/** The columns that alone tell the target better than all others together, by any lead, the strongest first. */
export function dominantColumns(sample: Sample, targetName: string): Dominance[] {
  const target = sample.columns.find(({ name }) => name === targetName);
  if (!target) return [];
  const { asks, questions } = questionsOf(target);
  if (questions.length === 0) return [];
  const scored = sample.columns
    .filter((column) => column !== target)
    .map((column) => score(column, questions));
  const candidates = scored
    .filter(({ auc }) => auc >= leastAuc)
    .sort((a, b) => b.auc - a.auc)
    .map((candidate) => ({ candidate, others: rivals(candidate, scored) }))
    .filter(({ others }) => others.length >= leastOthers);
  return candidates.flatMap(({ candidate, others }) => {
    const isCopy = areTwins(candidate.column, target);
    const asked = candidates.length;
    return lead(candidate, others, questions).map((own) => ({ ...own, asked, asks, isCopy }));
  });
}

/**
 * All other columns but one that says the same or tells it: a leak kept twice must not hide itself. Three and more that
 * say the same are an honest family of measurements.
 */
function rivals(candidate: Scored, scored: readonly Scored[]): Scored[] {
  const others = scored.filter((one) => one !== candidate);
  const distinct = others.filter(
    ({ column }) => !areTwins(candidate.column, column) && !tells(candidate.column, column),
  );
  return others.length - distinct.length === 1 ? distinct : others;
}

function score(column: SampleColumn, questions: readonly Uint8Array[]): Scored {
  const encoded = encode(column);
  const answers = questions.map((question) => answerOf(question, logOdds(encoded, question)));
  return { column, encoded, answers, auc: mean(answers.map(({ auc }) => auc)) };
}

const answerOf = (question: Uint8Array, scores: Float64Array): Answer => ({
  scores,
  auc: rocAuc(question, scores),
});

function lead(
  candidate: Scored,
  others: readonly Scored[],
  questions: readonly Uint8Array[],
): Omit<Dominance, 'asked' | 'asks' | 'isCopy'>[] {
  const compared = questions.map((labels, at) => {
    const known = others.map(({ answers }) => answers[at] as Answer);
    const own = candidate.answers[at] as Answer;
    return pairedDeLong({ labels, first: together(labels, known).scores, second: own.scores });
  });
  const difference = mean(compared.map((one) => one.difference));
  if (difference <= 0) return [];
  // The errors of several classes are taken as going together, so that theirs is never too small.
  const error = mean(compared.map(({ se }) => se));
  const p = error === 0 ? 1 : twoSided(difference / error) / 2;
  const isDoubtful = p >= beyondDoubt && p < worthLearning;
  return [
    {
      column: candidate.column.name,
      auc: candidate.auc,
      others: mean(compared.map(({ first }) => first)),
      p: isDoubtful ? Math.max(p, learntChance(difference, { candidate, others, questions })) : p,
      rows: questions[0]?.length ?? 0,
    },
  ];
}

/**
 * DeLong takes what the values say for known, though it was learnt from these rows: of two equally good columns one is then
 * better learnt by luck. So the lead is learnt anew without one part of the rows after another: its error is that of the
 * delete-a-group jackknife, and so is its bias (Quenouille 1956, Biometrika 43:353), by which the others, of more to learn, fall behind.
 */
function learntChance(
  difference: number,
  {
    candidate,
    others,
    questions,
  }: {
    readonly candidate: Scored;
    readonly others: readonly Scored[];
    readonly questions: readonly Uint8Array[];
  },
): number {
  const rows = questions[0]?.length ?? 0;
  const leads = Array.from({ length: deletedGroups }, (_none, group) => {
    // Pairs of rows, so that what is learnt from and what is read stay the same halves.
    const places = Uint32Array.from({ length: rows }, (_row, row) => row).filter(
      (row) => (row >> 1) % deletedGroups !== group,
    );
    const kept = questions.map((question) => Uint8Array.from(places, (row) => question[row] as number));
    const again = ({ encoded }: Scored) => {
      const here = codesAt(encoded, places);
      return kept.map((question) => answerOf(question, logOdds(here, question)));
    };
    const [own, rest] = [again(candidate), others.map(again)];
    return mean(
      kept.map((labels, at) => {
        const known = rest.map((answers) => answers[at] as Answer);
        return (own[at] as Answer).auc - together(labels, known).auc;
      }),
    );
  });
  const error = deleteGroupsError(leads);
  const bias = (deletedGroups - 1) * (mean(leads) - difference);
  return error > 0 ? studentUpper((difference - Math.max(0, bias)) / error, deletedGroups - 1) : 0;
}

/** The best that columns give: their evidence added up as if they were independent, or the best one alone. */
function together(labels: Uint8Array, answers: readonly Answer[]): Answer {
  const sum = new Float64Array(labels.length);
  for (const { scores } of answers)
    for (let row = 0; row < sum.length; row++) sum[row] = (sum[row] as number) + (scores[row] as number);
  return [answerOf(labels, sum), ...answers].reduce((best, one) => (one.auc > best.auc ? one : best));
}

/** Two columns that say the same: numbers in the same or opposite order, or names that stand for each other. */
function areTwins(a: SampleColumn, b: SampleColumn): boolean {
  if (a.kind === 'ordered' && b.kind === 'ordered') return Math.abs(rankCorrelation(a, b)) >= twins;
  const { pairs, least, isTold } = partnersOf(a, b);
  return isTold && pairs <= least * 1.02;
}

/** Every value of the one goes with a single value of the other, as a reason does with what it is the reason for. */
function tells(a: SampleColumn, b: SampleColumn): boolean {
  if (a.kind === 'ordered' && b.kind === 'ordered') return false;
  const { pairs, most, isTold } = partnersOf(a, b);
  return isTold && pairs === most;
}

/** How many values go together. `isTold`: they do so again and again; a value that occurs once has one partner whatever it says. */
function partnersOf(a: SampleColumn, b: SampleColumn) {
  const pairs = new Set(a.values.map((value, row) => JSON.stringify([value, b.values[row]]))).size;
  const distinct = [a, b].map(({ values }) => new Set(values).size);
  const least = Math.min(...distinct);
  return { pairs, least, most: Math.max(...distinct), isTold: least > 1 && 2 * pairs <= a.values.length };
}

/** Spearman's, over rows that have both. */
function rankCorrelation(a: SampleColumn, b: SampleColumn): number {
  const rows = a.values.flatMap((value, row) => (value !== null && b.values[row] !== null ? [row] : []));
  if (rows.length < 3) return 0;
  const [x, y] = [a, b].map(({ values }) =>
    midranks(Float64Array.from(rows, (row) => values[row] as number)),
  ) as [Float64Array, Float64Array];
  const middle = (rows.length + 1) / 2;
  const product = (p: Float64Array, q: Float64Array) =>
    p.reduce((sum, rank, at) => sum + (rank - middle) * ((q[at] as number) - middle), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}
