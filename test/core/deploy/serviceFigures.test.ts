// Reading how an endpoint answers from its own Prometheus text.
import assert from 'node:assert/strict';
import { serviceFigures } from '../../../src/core/deploy/serviceFigures';
import { serverMetrics } from '../../../src/node/server/metrics';

async function figuresAfter(observe: (metrics: ReturnType<typeof serverMetrics>) => void) {
  const metrics = serverMetrics({ model: 'uptake "a"', version: 3 });
  observe(metrics);
  return serviceFigures(await metrics.text());
}

describe('service figures', () => {
  it('a server that answered nothing has no latency', async () => {
    assert.deepEqual(await figuresAfter(() => undefined), { requests: 0, errors: 0, rows: 0 });
  });

  it('errors are counted among requests, over all routes', async () => {
    const figures = await figuresAfter((metrics) => {
      metrics.observe('/predict', 200, 0.004, 10);
      metrics.observe('/v2/infer', 200, 0.004, 5);
      metrics.observe('/predict', 422, 0.001, 0);
    });
    assert.deepEqual(
      { requests: figures.requests, errors: figures.errors, rows: figures.rows },
      { requests: 3, errors: 1, rows: 15 },
    );
  });

  it('latency is the bound under which the share was answered', async () => {
    const figures = await figuresAfter((metrics) => {
      for (let request = 0; request < 98; request++) metrics.observe('/predict', 200, 0.004, 1);
      metrics.observe('/predict', 200, 0.2, 1);
      metrics.observe('/predict', 200, 0.2, 1);
    });
    assert.deepEqual([figures.p50, figures.p99], [0.005, 0.25]);
  });

  it('asking for health or metrics is no use of the model', async () => {
    const figures = await figuresAfter((metrics) => {
      metrics.observe('/health', 200, 4, 0);
      metrics.observe('/metrics', 200, 4, 0);
      metrics.observe('/predict', 200, 0.001, 1);
    });
    assert.deepEqual([figures.requests, figures.p99], [1, 0.001]);
  });

  it('beyond the largest bound nothing is claimed', async () => {
    const figures = await figuresAfter((metrics) => metrics.observe('/predict', 200, 60, 1));
    assert.equal(figures.p99, undefined);
  });

  it('another program on the port is not misread', () => {
    assert.deepEqual(serviceFigures('<html>hello</html>\n# nothing\nup 1\n'), {
      requests: 0,
      errors: 0,
      rows: 0,
    });
  });
});
