// What an endpoint's Prometheus text says about how it answers; only the server's own metrics are read.

export interface ServiceFigures {
  readonly requests: number;
  /** Requests answered with a status of 400 or more. */
  readonly errors: number;
  readonly rows: number;
  /** Seconds within which half, and 99 of 100, predictions were answered: the histogram's bound, so "at most". Undefined before the first one, or where even the largest bound was exceeded. */
  readonly p50?: number;
  readonly p99?: number;
}

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Routes that ask for no prediction do not count. */
const isPrediction = ({ labels }: Sample) => !/^\/?(health|metrics)$/.test(labels['route'] ?? '');

export function serviceFigures(text: string): ServiceFigures {
  const samples = text.split('\n').flatMap(sampleOf);
  const of = (name: string) => samples.filter((sample) => sample.name === name && isPrediction(sample));
  const requests = of('lifecycle_requests_total');
  const buckets = cumulated(of('lifecycle_request_duration_seconds_bucket'));
  return {
    requests: sum(requests),
    errors: sum(requests.filter(({ labels }) => Number(labels['status']) >= 400)),
    rows: sum(of('lifecycle_predictions_total')),
    ...quantile('p50', buckets, 0.5),
    ...quantile('p99', buckets, 0.99),
  };
}

const sum = (samples: readonly Sample[]) => samples.reduce((total, { value }) => total + value, 0);

function sampleOf(line: string): Sample[] {
  const parts = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/.exec(line);
  if (!parts?.[1]) return [];
  const labels = Object.fromEntries(
    [...(parts[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>;
  return [{ name: parts[1], labels, value: Number(parts[3]) }];
}

/** Counts of all routes by upper bound, ascending; +Inf last. */
function cumulated(samples: readonly Sample[]): readonly { bound: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const { labels, value } of samples) {
    const bound = labels['le'] === '+Inf' ? Infinity : Number(labels['le']);
    counts.set(bound, (counts.get(bound) ?? 0) + value);
  }
  return [...counts].map(([bound, count]) => ({ bound, count })).sort((a, b) => a.bound - b.bound);
}

function quantile<K extends 'p50' | 'p99'>(
  name: K,
  buckets: ReturnType<typeof cumulated>,
  share: number,
): { [P in K]?: number } {
  const total = buckets.at(-1)?.count ?? 0;
  const bound = total > 0 ? buckets.find(({ count }) => count >= share * total)?.bound : undefined;
  return (bound === undefined || bound === Infinity ? {} : { [name]: bound }) as { [P in K]?: number };
}
