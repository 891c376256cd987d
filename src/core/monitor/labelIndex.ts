// Labels that have arrived, found by their key and, where their files tell it, by the time of the row that they are the outcome of.
import { sameKey } from './sameKey';

export interface ArrivedLabel {
  /** As what it is, so that `1.50` of one file is the `1.5` of another. */
  readonly key: string;
  /** The key as its file writes it, where that is another text. */
  readonly written?: string;
  /** Of the row that was predicted, ISO; undefined where its file does not tell. */
  readonly time?: string;
  readonly text: string;
  /** The column that it was read from. */
  readonly column: string;
}

/** What a prediction is asked for by. */
export interface Sought {
  readonly key: string;
  /** Whether `key` is the id of the answer, which names one prediction. */
  readonly isAnswered: boolean;
  /** The row's own, ISO; undefined where it has none. */
  readonly time?: string;
  /** Whether predictions with this key have other times too. */
  readonly isRepeated: boolean;
}

/** `ambiguous`: there are labels of the key, and which of them is the prediction's, if any, cannot be known. */
export type FoundLabel = ArrivedLabel | 'ambiguous' | undefined;

export interface LabelIndex {
  find(sought: Sought): FoundLabel;
  /** Any label of the key; undefined where there is none. */
  ofKey(key: string): ArrivedLabel | undefined;
  readonly count: number;
  /** Undefined where there is none. */
  readonly first: ArrivedLabel | undefined;
}

interface OfKey {
  last: ArrivedLabel;
  untimed?: ArrivedLabel;
  readonly timed: Map<string, ArrivedLabel>;
}

/** A later label of the same key and time replaces an earlier one. Each is found by its key as written too: in 01/02/1951 a day is guessed. */
export function labelIndex(labels: readonly ArrivedLabel[]): LabelIndex {
  const byKey = new Map<string, OfKey>();
  for (const label of labels) add(byKey, label);
  return {
    find({ key, isAnswered, time, isRepeated }) {
      const known = byKey.get(sameKey(key));
      if (!known || isAnswered) return known?.last;
      if (time === undefined) {
        if (!isRepeated && known.timed.size <= 1) return known.last;
        return known.untimed && 'ambiguous';
      }
      const own = known.timed.get(secondOf(time));
      if (own) return own;
      return known.untimed && isRepeated ? 'ambiguous' : known.untimed;
    },
    ofKey: (key) => byKey.get(sameKey(key))?.last,
    get count() {
      return new Set(
        [...byKey.values()].flatMap(({ untimed, timed }) => [
          ...(untimed ? [untimed] : []),
          ...timed.values(),
        ]),
      ).size;
    },
    first: labels[0],
  };
}

/** Times are the same within a second: files seldom tell more. */
export const secondOf = (time: string): string => time.slice(0, 19);

function add(index: Map<string, OfKey>, label: ArrivedLabel): void {
  for (const key of new Set([label.key, label.written ?? label.key].map(sameKey))) {
    const known = index.get(key) ?? { last: label, timed: new Map<string, ArrivedLabel>() };
    index.set(key, known);
    known.last = label;
    if (label.time === undefined) known.untimed = label;
    else known.timed.set(secondOf(label.time), label);
  }
}
