// What the server tells Prometheus about itself.
import { Counter, Histogram, Registry } from 'prom-client';
import type { Version } from '../../core/registry/version';

export interface ServerMetrics {
  /** `seconds`: from the request's first byte to the answer's last. */
  observe(route: string, status: number, seconds: number, rows: number): void;
  /** The text exposition format, and its content type. */
  text(): Promise<string>;
  readonly contentType: string;
}

export function serverMetrics({ model, version }: Pick<Version, 'model' | 'version'>): ServerMetrics {
  const registry = new Registry();
  registry.setDefaultLabels({ model, version: String(version) });
  const registers = [registry];
  const predictions = new Counter({ name: 'lifecycle_predictions_total', help: 'Rows answered.', registers });
  const requests = new Counter({
    name: 'lifecycle_requests_total',
    help: 'Requests by route and status.',
    labelNames: ['route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'lifecycle_request_duration_seconds',
    help: 'Time to answer a request.',
    labelNames: ['route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  return {
    observe(route, status, duration, rows) {
      requests.inc({ route, status: String(status) });
      seconds.observe({ route }, duration);
      if (rows > 0) predictions.inc(rows);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
