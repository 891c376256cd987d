// The gate `approvals: N`: that many people other than the one who registered the version have approved it.
import type { Gate } from '../gate';

export const approvalsGate: Gate = {
  name: 'approvals',
  judge(gates, { version, registry, approvers }) {
    const needed = gates.approvals;
    if (needed === undefined) return undefined;
    const people = new Set(
      registry.events
        .filter(({ event }) => event.kind === 'approved' && event.version === version.version)
        .map(({ event }) => event.by)
        .filter((person) => person !== version.by && (approvers === undefined || approvers.includes(person))),
    );
    const who = people.size > 0 ? ` by ${[...people].sort().join(', ')} (unsigned)` : '';
    const rule =
      needed === 0 ? 'none is asked for' : `${needed} needed, not counting ${version.by} who registered it`;
    return {
      gate: 'approvals',
      passed: people.size >= needed,
      reason: `${people.size} approval${people.size === 1 ? '' : 's'}${who}; ${rule}.`,
    };
  },
};
