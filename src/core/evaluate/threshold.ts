// The choice of a threshold, on validation rows; it is applied to test rows elsewhere.
import { allowed, outcome, type MoneyTable } from './moneyTable';
import { descending } from './rank';
import { completeRows, type Numbers } from './rows';

export type ThresholdAim =
  | {
      /** Most money per case, within the table's capacity. */
      readonly kind: 'money';
      readonly table: MoneyTable;
    }
  | { readonly kind: 'f1' }
  | {
      /** Most sensitivity + specificity - 1. */
      readonly kind: 'youden';
    };

export interface ChosenThreshold {
  /** A row is called positive where its score is at or above it. Halfway between two scores, so that rounding cannot move a row across. */
  readonly value: number;
  /** `money`, `f1` or `youden`, with the capacity where there is one. */
  readonly chosenBy: string;
  /** What the aim came to on these rows. */
  readonly reached: number;
  /** Share of these rows called positive. */
  readonly share: number;
  /** Rows with label and score. */
  readonly rows: number;
}

/**
 * Chooses among all thresholds that tell these rows apart, calling nobody and everybody included; of equal ones the highest.
 * Undefined where no row has label and score, or where the aim has no value (F1 and Youden of one class).
 */
export function chooseThreshold(options: {
  readonly labels: Numbers;
  readonly scores: Numbers;
  readonly aim: ThresholdAim;
}): ChosenThreshold | undefined {
  const { aim } = options;
  const rows = completeRows(options.labels, options.scores);
  const scores = rows.scores[0] as Float64Array;
  const cases = scores.length;
  if (cases === 0) return undefined;
  const { order, ends } = descending(scores);
  const most =
    aim.kind === 'money' && aim.table.capacity !== undefined ? allowed(aim.table.capacity, cases) : cases;
  let best: { readonly called: number; readonly reached: number } | undefined;
  let [called, tp] = [0, 0];
  for (const end of [0, ...ends]) {
    for (; called < end; called++) tp += rows.labels[order[called] as number] as number;
    if (called > most) break;
    const reached = reach(aim, {
      tp,
      fp: called - tp,
      positives: rows.positives,
      negatives: rows.negatives,
    });
    if (!Number.isNaN(reached) && (best === undefined || reached > best.reached)) best = { called, reached };
  }
  if (best === undefined) return undefined;
  const at = (place: number) => scores[order[place] as number];
  return {
    value: between(at(best.called - 1), at(best.called)),
    chosenBy: describeAim(aim),
    reached: best.reached,
    share: best.called / cases,
    rows: cases,
  };
}

interface Called {
  readonly tp: number;
  readonly fp: number;
  readonly positives: number;
  readonly negatives: number;
}

function reach(aim: ThresholdAim, { tp, fp, positives, negatives }: Called): number {
  switch (aim.kind) {
    case 'money': {
      const { table } = aim;
      const acted = tp * outcome(table, 1, true) + fp * outcome(table, 0, true);
      const left = (positives - tp) * outcome(table, 1, false) + (negatives - fp) * outcome(table, 0, false);
      return (acted + left) / (positives + negatives);
    }
    case 'f1':
      return positives === 0 ? NaN : (2 * tp) / (tp + fp + positives);
    case 'youden':
      return tp / positives - fp / negatives;
  }
}

function describeAim(aim: ThresholdAim): string {
  if (aim.kind !== 'money' || aim.table.capacity === undefined) return aim.kind;
  return `money, at most ${Number((aim.table.capacity * 100).toFixed(2))}% of cases`;
}

/** `above`: the last score called positive, `below`: the first that is not; undefined where there is none. */
function between(above: number | undefined, below: number | undefined): number {
  if (above !== undefined && below !== undefined) {
    const middle = above / 2 + below / 2;
    // Neighbouring doubles have no middle; infinite scores have none either.
    return middle > below && middle <= above ? middle : above;
  }
  const edge = above ?? below ?? 0;
  const margin = Math.max(1e-6, Math.abs(edge) * 1e-6);
  return above === undefined ? edge + margin : edge - margin;
}
