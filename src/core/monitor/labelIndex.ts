// Labels that have arrived, found by their key and, where their files tell it, by the time of the row that they are the outcome of.
import { momentIn } from '../moment';
import { sum } from '../sum';
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

/**
 * A later label of the same key and time replaces an earlier one. What is written alike comes first, as `1.10` may be another key
 * than `1.1`, and in 01/02/1951 a day is guessed; else what is the same value. Dates and times that are written for programs are
 * what they say, however each file has them.
 */
export function labelIndex(labels: readonly ArrivedLabel[]): LabelIndex {
  const asWritten = new Map<string, OfKey>();
  const byValue = new Map<string, OfKey>();
  for (const label of labels) {
    add(asWritten, label.written ?? label.key, label);
    add(byValue, label.key, label);
  }
  const ofKey = (key: string) => {
    const same = sameKey(key);
    const [first, second] = momentIn(key) === undefined ? [asWritten, byValue] : [byValue, asWritten];
    return first.get(same) ?? second.get(same);
  };
  return {
    find({ key, isAnswered, time, isRepeated }) {
      const known = ofKey(key);
      if (!known || isAnswered) return known?.last;
      if (time === undefined) {
        if (!isRepeated && known.timed.size <= 1) return known.last;
        return known.untimed || known.timed.size > 1 ? 'ambiguous' : undefined;
      }
      const own = known.timed.get(secondOf(time));
      if (own) return own;
      return known.untimed && isRepeated ? 'ambiguous' : known.untimed;
    },
    ofKey: (key) => ofKey(key)?.last,
    get count() {
      return sum(
        [...asWritten.values()].map(({ untimed, timed }) => timed.size + Number(untimed !== undefined)),
      );
    },
    first: labels[0],
  };
}

/** Times are the same within a second: files seldom tell more. */
export const secondOf = (time: string): string => time.slice(0, 19);

function add(index: Map<string, OfKey>, written: string, label: ArrivedLabel): void {
  const key = sameKey(written);
  const known = index.get(key) ?? { last: label, timed: new Map<string, ArrivedLabel>() };
  index.set(key, known);
  known.last = label;
  if (label.time === undefined) known.untimed = label;
  else known.timed.set(secondOf(label.time), label);
}
