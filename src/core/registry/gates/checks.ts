// The gate `checks: pass`: the data the version was trained on has no open error and no failed expectation, by what is expected of it now.
import { count } from '../../figures';
import { spanText } from '../../span';
import { outdatedWhy } from '../checkNow';
import type { Gate } from '../gate';

const sentence = (clause: string) => clause.charAt(0).toUpperCase() + clause.slice(1);

export const checksGate: Gate = {
  name: 'checks',
  judge(gates, { version, check }) {
    if (gates.checks === undefined) return undefined;
    const gate = 'checks' as const;
    const { dataset, span } = version.lineage;
    if (check?.kind === 'outdated' || check?.kind === 'never') {
      const what =
        check.kind === 'outdated'
          ? sentence(outdatedWhy(check.standing, dataset))
          : `The check of ${dataset} was never run`;
      const remedy = check.isPrepared
        ? `check it${check.kind === 'outdated' ? ' again' : ''}`
        : `it was prepared anew since version ${version.version} was trained, so train on what is there now`;
      return { gate, passed: false, reason: `${what}: ${remedy}.` };
    }
    const { passed, open } = check?.kind === 'checked' ? check : version.checks;
    const data = span ? `the ${count(span.rows)} training rows of ${spanText(span)}` : dataset;
    const recorded =
      check?.kind === 'away'
        ? ` That is what was recorded when version ${version.version} was registered: ${check.why}.`
        : '';
    const reason = passed
      ? `The check of ${data} passed.`
      : `The check of ${data} is open: ${open.join('; ') || 'it was never run'}.`;
    return { gate, passed, reason: `${reason}${recorded}` };
  },
};
