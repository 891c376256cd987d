// What a monitor's settings demand of each other.
import type { Complaint } from './complaint';
import type { MetricName } from './goal';
import type { MonitorSettings } from './manifest';
import type { Path } from './schemaAt';

/** Metrics that are better when they are smaller. */
const isLossMetric: Readonly<Record<MetricName, boolean>> = {
  roc_auc: false,
  average_precision: false,
  log_loss: true,
  brier: true,
  accuracy: false,
  f1: false,
  rmse: true,
  mae: true,
  r2: false,
};

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
    if (min === undefined && max === undefined)
      complain(
        'error',
        ['performance'],
        'Performance has no limit, so no alert could ever open.',
        isLossMetric[metric] ? 'Add "max:".' : 'Add "min:".',
      );
    if (min !== undefined && max !== undefined && min > max)
      complain(
        'error',
        ['performance', 'min'],
        '"min" is larger than "max".',
        'Swap them, or leave one out.',
      );
    const wrong = isLossMetric[metric]
      ? min !== undefined && max === undefined
      : max !== undefined && min === undefined;
    if (wrong)
      complain(
        'warning',
        ['performance', isLossMetric[metric] ? 'min' : 'max'],
        `${metric} is better when it is ${isLossMetric[metric] ? 'smaller' : 'larger'}: this limit alarms when the model is good.`,
        isLossMetric[metric] ? 'Write "max:".' : 'Write "min:".',
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
