// The gate `checks: pass`: the data the version was trained on had no open error and no failed expectation.
import type { Gate } from '../gate';

export const checksGate: Gate = {
  name: 'checks',
  judge(gates, { version }) {
    if (gates.checks === undefined) return undefined;
    const { passed, open } = version.checks;
    const reason = passed
      ? `The check of ${version.lineage.dataset} passed.`
      : `The check of ${version.lineage.dataset} is open: ${open.join('; ') || 'it was never run'}.`;
    return { gate: 'checks', passed, reason };
  },
};
