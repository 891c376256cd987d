// Where windows stand on a time axis: each in the middle of its span, or of that part of it in which its version answered.
import type { MonitorState, WindowState } from '../../src/protocol/monitor';

type Span = Pick<WindowState, 'from' | 'to'>;
type Answered = Pick<WindowState, 'from' | 'to' | 'version'>;
type Takeovers = MonitorState['takeovers'];

export interface Place {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Pixels to the right of it: windows of one span would else lie on each other. */
  readonly shift: number;
}

/** Pixels between two points of one time. */
const apart = 16;

/** The places of all windows, in their order. */
export function placesOf(windows: readonly Answered[], takeovers: Takeovers): readonly Place[] {
  const times = windows.map((window) => {
    const { from, to } = partOf(window, takeovers);
    return (from + to) / 2;
  });
  return times.map((time, index) => {
    const beside = times.flatMap((other, at) => (other === time ? [at] : []));
    return { time, shift: (beside.indexOf(index) - (beside.length - 1) / 2) * apart };
  });
}

/** The takeovers that lie within the windows' time: a promotion by the clock may be far from the time of replayed rows. */
export function takeoversWithin(windows: readonly Span[], takeovers: Takeovers): Takeovers {
  const from = Math.min(...windows.map((window) => Date.parse(window.from)));
  const to = Math.max(...windows.map((window) => Date.parse(window.to)));
  return takeovers.filter(({ at }) => Date.parse(at) > from && Date.parse(at) < to);
}

/** From when its version took over, until another one did. */
function partOf(window: Answered, takeovers: Takeovers): { from: number; to: number } {
  const within = takeoversWithin([window], takeovers);
  const own = within.filter(({ version }) => version === window.version).map(({ at }) => Date.parse(at));
  const from = Math.max(Date.parse(window.from), ...own);
  const others = within.filter(({ version }) => version !== window.version).map(({ at }) => Date.parse(at));
  const to = Math.min(Date.parse(window.to), ...others.filter((time) => time > from));
  return { from, to };
}
