// An alert as the monitor panel shows it: what was told when it opened, and what it calls for now.
import { ignorable } from '../../core/monitor/advice';
import { answerText, answerTo, type Standing } from '../../core/monitor/answer';
import type { Alert } from '../../core/monitor/window';
import type { AlertState } from '../../protocol/monitor';

/** With what to do by the labels and versions that have come since: drift that did no harm is looked at, not trained away. */
export function asKnownNow(alert: Alert, standing: Standing): AlertState {
  if (alert.resolved) return alert;
  const columns = standing.monitor ? ignorable(alert, standing) : [];
  const answer = answerTo(alert, standing);
  return {
    ...alert,
    opened: { ...alert.opened, next: answerText(answer) },
    ...(columns.length > 0 && { ignorable: columns }),
    ...(answer.kind === 'retrain' && { action: 'retrain' }),
    ...(answer.kind === 'watch' && { isWatched: true }),
  };
}
