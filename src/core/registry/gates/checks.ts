// The gate `checks: pass`: the data the version was trained on had no open error and no failed expectation.
import { count } from '../../figures';
import { spanText } from '../../monitor/span';
import type { Gate } from '../gate';

export const checksGate: Gate = {
  name: 'checks',
  judge(gates, { version }) {
    if (gates.checks === undefined) return undefined;
    const { passed, open } = version.checks;
    const { dataset, span } = version.lineage;
    const data = span ? `the ${count(span.rows)} training rows of ${spanText(span)}` : dataset;
    const reason = passed
      ? `The check of ${data} passed.`
      : `The check of ${data} is open: ${open.join('; ') || 'it was never run'}.`;
    return { gate: 'checks', passed, reason };
  },
};
