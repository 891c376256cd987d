// What a monitor's settings demand of each other.
import { metrics } from '../evaluate/metrics';
import type { Complaint } from './complaint';
import type { MonitorSettings } from './manifest';
import type { Path } from './schemaAt';

export function complaintsAboutMonitor(name: string, monitor: MonitorSettings): readonly Complaint[] {
  const complaints: Complaint[] = [];
  const complain = (severity: Complaint['severity'], below: Path, message: string, hint: string) =>
    complaints.push({ severity, path: ['monitors', name, ...below], message, hint });
  const { performance, labels, retrain } = monitor;
  if (performance) {
    if (!labels)
      complain(
        'warning',
        ['performance'],
        'Performance is measured by labels, but the monitor has none.',
        'Add "labels:" with the path of the outcomes.',
      );
    const { metric, min, max } = performance;
    const { isLoss } = metrics[metric];
    if (min === undefined && max === undefined)
      complain(
        'error',
        ['performance'],
        'Performance has no limit, so no alert could ever open.',
        isLoss ? 'Add "max:".' : 'Add "min:".',
      );
    if (min !== undefined && max !== undefined && min > max)
      complain(
        'error',
        ['performance', 'min'],
        '"min" is larger than "max".',
        'Swap them, or leave one out.',
      );
    const wrong = isLoss ? min !== undefined && max === undefined : max !== undefined && min === undefined;
    if (wrong)
      complain(
        'warning',
        ['performance', isLoss ? 'min' : 'max'],
        `${metric} is better when it is ${isLoss ? 'smaller' : 'larger'}: this limit alarms when the model is good.`,
        isLoss ? 'Write "max:".' : 'Write "min:".',
      );
  }
  if (retrain) {
    if (!labels)
      complain(
        'error',
        ['retrain'],
        'Retraining needs labels, but the monitor has none.',
        'Add "labels:" with the path of the outcomes.',
      );
    retrain.when?.forEach((alert, index) => {
      if (alert === 'performance' && !performance)
        complain(
          'warning',
          ['retrain', 'when', index],
          'There is no performance alert, because "performance" is not set.',
          'Add "performance:", or take it out here.',
        );
    });
  }
  return complaints;
}
