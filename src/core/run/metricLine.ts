// A metric as a training script may tell it: one line of JSON on its output.

export interface ToldMetric {
  readonly name: string;
  readonly value: number;
  readonly step?: number;
}

/** `{"metric": "roc_auc", "value": 0.7}`, with an optional whole `step`; undefined for every other line, one with an infinite value too: JSON could not keep it. */
export function parseMetricLine(line: string): ToldMetric | undefined {
  const text = line.trim();
  if (!text.startsWith('{') || !text.includes('"metric"')) return undefined;
  let document: { metric?: unknown; value?: unknown; step?: unknown };
  try {
    document = JSON.parse(text) as typeof document;
  } catch {
    return undefined;
  }
  const { metric, value, step } = document;
  if (typeof metric !== 'string' || metric === '' || typeof value !== 'number' || !Number.isFinite(value))
    return undefined;
  return { name: metric, value, ...(Number.isInteger(step) ? { step: step as number } : {}) };
}
