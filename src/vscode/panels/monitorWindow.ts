// A judged window as the monitor panel shows it: the figures beside the words that every surface has for them.
import { formatInterval } from '../../core/evaluate/interval';
import { judgeLimit, limitText, type PerformanceRule } from '../../core/monitor/limit';
import { spanEnds, spanText } from '../../core/span';
import type { Window } from '../../core/monitor/window';
import type { WindowState } from '../../protocol/monitor';

/** `rule`: undefined where no performance is watched. */
export function windowState(window: Window, rule: PerformanceRule | undefined): WindowState {
  const { performance } = window;
  return {
    ...window,
    span: spanText(window),
    ends: spanEnds(window),
    ...(performance && { figure: `${performance.metric} ${formatInterval(performance)}` }),
    ...(performance && rule && { standing: standingOf(window, rule) }),
  };
}

function standingOf(window: Window, rule: PerformanceRule): NonNullable<WindowState['standing']> {
  const verdict = judgeLimit(window, rule);
  if (!verdict) return { kind: 'unclear', text: 'cannot be told from the limit' };
  return verdict.kind === 'kept'
    ? { kind: 'kept', text: limitText(rule) }
    : { kind: 'missed', text: limitText(rule, verdict.side) };
}
