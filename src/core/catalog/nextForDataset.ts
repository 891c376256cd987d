// What a dataset needs next: to be collected, prepared, checked, or mended.
import { datasetStanding } from './datasetStanding';
import type { CatalogFacts } from './facts';
import type { NextStep } from './nextStep';
import { lastFailure, running, toldFailure } from './runsAbout';
import { sentence, verbOf } from './words';

export function nextForDataset(facts: CatalogFacts, name: string): readonly NextStep[] {
  const standing = datasetStanding(facts, name);
  if (!standing || running(facts, ['collect', 'prepare', 'check'], name).length > 0) return [];
  const { due, open, failedExpectations } = standing;
  if (due) {
    const failure = lastFailure(facts, due.stage, name);
    return [
      {
        stage: due.stage,
        severity: failure ? 'error' : due.isNew ? 'info' : 'warning',
        title: `${verbOf(due.stage)} ${name}${failure ? ' again' : ''}`,
        why: failure ? toldFailure(failure) : sentence(due.why),
        command: `lifecycle ${due.stage} ${name}`,
        name,
      },
    ];
  }
  const errors = open.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  const expectation = failedExpectations[0];
  if (!first && !expectation) return [];
  const others = errors.length + failedExpectations.length - 1;
  const what = first
    ? `${first.message}${first.fix ? ` ${first.fix.text}` : ''}`
    : `${expectation?.expectation} does not hold: ${expectation?.observed}.`;
  return [
    {
      stage: 'mend',
      severity: 'error',
      title: `Mend ${name}`,
      why: `Its check failed. ${what}${others > 0 ? ` (and ${others} more)` : ''}`,
      command: `lifecycle check ${name}`,
      name,
      path: 'lifecycle.yaml',
    },
  ];
}
