// A metric as a training script may tell it: one line of JSON on its output.

export interface ToldMetric {
  readonly name: string;
  /** May be NaN or infinite, which cannot be kept: JSON has no word for it. */
  readonly value: number;
  readonly step?: number;
}

/** `{"metric": "roc_auc", "value": 0.7}`, with an optional whole `step`; undefined for every other line. Bare NaN and Infinity are read as Python writes them. */
export function parseMetricLine(line: string): ToldMetric | undefined {
  const text = line.trim();
  if (!text.startsWith('{') || !text.includes('"metric"')) return undefined;
  let document: { metric?: unknown; value?: unknown; step?: unknown };
  try {
    document = JSON.parse(text.replace(stringOrWord, quoteWord)) as typeof document;
  } catch {
    return undefined;
  }
  const { metric, step } = document;
  const value = words.includes(document.value) ? Number(document.value) : document.value;
  if (typeof metric !== 'string' || metric === '' || typeof value !== 'number') return undefined;
  return { name: metric, value, ...(Number.isInteger(step) ? { step: step as number } : {}) };
}

/** What a person is told of a metric that is not finite. */
export const notFiniteText = ({ name, value, step }: ToldMetric) =>
  `Metric "${name}" was ${value}${step === undefined ? '' : ` at step ${step}`}: a value that is not finite is not kept. Look at what the script computes it from.`;

const words: readonly unknown[] = ['NaN', 'Infinity', '-Infinity'];
/** Strings are matched whole, so that no word within them is. */
const stringOrWord = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g;
const quoteWord = (match: string) => (match.startsWith('"') ? match : `"${match}"`);
