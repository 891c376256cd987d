// Comparisons made without a pause between their steps.
import { comparing, type CompareOptions } from '../../../src/core/evaluate/compare';
import { comparingPeriods, type PeriodOptions } from '../../../src/core/evaluate/withinPeriods';
import type { Steps } from '../../../src/core/steps';

export const compareVersions = (options: CompareOptions) => finished(comparing(options));

export const withinPeriods = (options: PeriodOptions) => finished(comparingPeriods(options));

function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
