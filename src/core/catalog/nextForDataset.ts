// What a dataset needs next: to be collected, prepared, checked, or mended.
import { mergedSteps } from '../manifest/mergedSteps';
import { pasteAt } from '../manifest/paste';
import { writtenSteps } from '../manifest/writtenStep';
import { places } from '../places';
import { datasetStanding, type DatasetStanding } from './datasetStanding';
import type { CatalogFacts } from './facts';
import { byRunning, runningStage, type NextStep } from './nextStep';
import { running } from './runsAbout';
import { sentence, verbOf } from './words';

export function nextForDataset(facts: CatalogFacts, name: string): readonly NextStep[] {
  const standing = datasetStanding(facts, name);
  if (!standing || running(facts, ['collect', 'prepare', 'check'], name).length > 0) return [];
  const { due, open, failedExpectations } = standing;
  if (due)
    return [
      runningStage(facts, {
        stage: due.stage,
        subject: name,
        severity: due.isNew ? 'info' : 'warning',
        title: `${verbOf(due.stage)} ${name}`,
        why: sentence(due.why),
        dataset: name,
      }),
    ];
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
      ...pastedSteps(facts, standing),
      ...byRunning(first ? 'prepare' : 'check', name),
      name,
      section: 'datasets',
      path: places.manifest,
    },
  ];
}

/** The steps that would mend what the check found; nothing where the entry is only a path, which has no place for them. */
function pastedSteps(
  { manifest }: CatalogFacts,
  { name, settings, open }: DatasetStanding,
): Pick<NextStep, 'paste'> {
  const steps = open.flatMap(({ severity, fix }) => (severity === 'error' && fix?.step ? [fix.step] : []));
  if (steps.length === 0 || Object.keys(settings).length < 2) return {};
  const written = mergedSteps(steps).flatMap(writtenSteps);
  return { paste: pasteAt(manifest, ['datasets', name, 'prepare'], written) };
}
