// Columns that tell a sensitive one: leaving that out does not keep a model from resting on it.
import { mean } from '../evaluate/moments';
import { rocAucInterval } from '../evaluate/rocAucInterval';
import { encode, logOdds } from './encode';
import { questionsOf, type Questions } from './questions';
import type { Sample } from './sample';

export interface Proxy {
  readonly column: string;
  readonly sensitive: string;
  readonly asks: Questions['asks'];
  /** ROC AUC, cross-fitted, the mean over classes, each against the rest. */
  readonly auc: number;
  /** Lower bound of its interval, at a level shared among all pairs asked about. */
  readonly low: number;
  readonly rows: number;
}

/** Weaker ones are not told. */
const leastAuc = 0.75;
const level = 0.05;

/** `columns`: those that a model may learn from. The strongest first. */
export function proxiesIn(
  sample: Sample,
  { sensitive, columns }: { readonly sensitive: readonly string[]; readonly columns: readonly string[] },
): Proxy[] {
  const others = sample.columns.filter(({ name }) => columns.includes(name) && !sensitive.includes(name));
  const asked = sensitive.length * others.length;
  const encoded = others.map((column) => ({ column, encoded: encode(column) }));
  return sample.columns
    .filter(({ name }) => sensitive.includes(name))
    .flatMap((own) => {
      const { asks, questions } = questionsOf(own);
      return encoded.flatMap(({ column, encoded: values }): Proxy[] => {
        const intervals = questions.map((labels) =>
          rocAucInterval({ labels, scores: logOdds(values, labels), level: 1 - level / asked }),
        );
        const auc = mean(intervals.map(({ value }) => value));
        const low = mean(intervals.map((interval) => interval.low));
        if (!(low >= leastAuc)) return [];
        return [{ column: column.name, sensitive: own.name, asks, auc, low, rows: own.values.length }];
      });
    })
    .sort((a, b) => b.auc - a.auc);
}
