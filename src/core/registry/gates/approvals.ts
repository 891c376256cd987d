// The gate `approvals: N`: that many people other than the one who registered the version have approved it.
import { approversOf } from '../approvers';
import type { Gate } from '../gate';

export const approvalsGate: Gate = {
  name: 'approvals',
  judge(gates, { version, registry, approvers }) {
    const needed = gates.approvals;
    if (needed === undefined) return undefined;
    const people = approversOf(registry, version, approvers);
    const who = people.length > 0 ? ` by ${[...people].sort().join(', ')} (unsigned)` : '';
    const rule =
      needed === 0 ? 'none is asked for' : `${needed} needed, not counting ${version.by} who registered it`;
    return {
      gate: 'approvals',
      passed: people.length >= needed,
      reason: `${people.length} approval${people.length === 1 ? '' : 's'}${who}; ${rule}.`,
    };
  },
};
