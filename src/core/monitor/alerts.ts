// Which alerts the windows open and resolve: a pure fold, so judging again the same windows raises nothing twice.
import { formatInterval } from '../evaluate/interval';
import type { Alert, AlertEvent, Window } from './window';

export interface AlertRules {
  readonly model: string;
  readonly performance?: { readonly metric: string; readonly min?: number; readonly max?: number };
}

type About = Extract<AlertEvent, { kind: 'opened' }>['about'];

/** The events that these windows, in order, lead to: about drift once all rows of a window have come, about performance once it is complete. */
export function alertEvents(windows: readonly Window[], rules: AlertRules): readonly AlertEvent[] {
  const ordered = [...windows].sort(byTime);
  const full = ordered.filter(({ isComplete, hasAllRows = isComplete }) => hasAllRows);
  const complete = ordered.filter(({ isComplete }) => isComplete);
  return [
    ...walk(full, 'drift', judgeDrift(rules)),
    ...walk(complete, 'performance', judgePerformance(rules)),
  ];
}

/** Alerts from their events, newest first; an alert without `resolved` is open. */
export function foldAlerts(events: readonly AlertEvent[]): readonly Alert[] {
  const alerts = new Map<string, Alert>();
  for (const event of events) {
    const known = alerts.get(event.alert);
    if (event.kind === 'resolved') {
      if (known) alerts.set(event.alert, { ...known, resolved: event });
    } else if (!known || known.resolved) {
      alerts.delete(event.alert); // opened again, it is the newest
      alerts.set(event.alert, { opened: event });
    }
  }
  return [...alerts.values()].reverse();
}

/** What a window says about one matter: `bad` opens, `good` resolves, undefined leaves things as they are. */
type Verdict =
  | {
      readonly kind: 'bad';
      readonly severity: 'error' | 'warning';
      readonly message: string;
      readonly cause: readonly string[];
      readonly next: string;
    }
  | { readonly kind: 'good'; readonly message: string }
  | undefined;

function* walk(
  windows: readonly Window[],
  about: About,
  judge: (window: Window) => Verdict,
): Generator<AlertEvent> {
  let open: { readonly alert: string; readonly version: number; readonly at: string } | undefined;
  for (const window of windows) {
    const verdict = judge(window);
    const end = open && endOf(open.version, about, { window, verdict });
    if (open && end !== undefined) {
      const { judgedAt, key } = window;
      // Labels that came late open it later than a window after it was judged.
      const at = judgedAt < open.at ? open.at : judgedAt;
      yield { schema: 1, kind: 'resolved', alert: open.alert, at, window: key, message: end };
      open = undefined;
    }
    if (verdict?.kind === 'bad' && open === undefined) {
      open = { alert: `${about}:${window.key}`, version: window.version, at: window.judgedAt };
      const { kind: _kind, ...told } = verdict;
      yield {
        schema: 1,
        kind: 'opened',
        alert: open.alert,
        about,
        at: window.judgedAt,
        window: window.key,
        version: window.version,
        ...told,
      };
    }
  }
}

/** Why an open alert ends with this window; undefined where it does not. */
function endOf(
  opened: number,
  about: About,
  { window, verdict }: { readonly window: Window; readonly verdict: Verdict },
): string | undefined {
  if (verdict?.kind === 'good') return verdict.message;
  // Drift is a distance from what one version was trained on: another version has its own.
  if (about === 'drift' && verdict && window.version !== opened)
    return `Version ${window.version} answers now and is judged by what it was trained on.`;
  return undefined;
}

const judgeDrift =
  ({ model }: AlertRules) =>
  (window: Window): Verdict => {
    const span = spanText(window);
    if (!window.hasDrifted) return { kind: 'good', message: `No drift in ${span}.` };
    const drifted = [...window.drift, ...(window.prediction ? [window.prediction] : [])].filter(
      (column) => column.drifted,
    );
    const cause = drifted.sort((a, b) => size(b) - size(a)).map(({ name }) => name);
    return {
      kind: 'bad',
      severity: 'warning',
      message: `${model}@${window.version} sees other data in ${span} than it was trained on: ${listed(cause)}.`,
      cause,
      next: 'Look at the columns; when labels have come, see whether the model still reaches its goal.',
    };
  };

const judgePerformance =
  ({ model, performance }: AlertRules) =>
  (window: Window): Verdict => {
    const figure = window.performance;
    if (!performance || !figure || figure.tooFew !== undefined) return undefined;
    const { min, max, metric } = performance;
    const limit = min !== undefined ? `at least ${min}` : `at most ${max}`;
    const isBad = (min !== undefined && figure.high < min) || (max !== undefined && figure.low > max);
    const isGood = (min === undefined || figure.low >= min) && (max === undefined || figure.high <= max);
    const text = `${metric} ${formatInterval(figure)} in ${spanText(window)}`;
    if (isGood) return { kind: 'good', message: `${model}@${window.version}: ${text}, ${limit} is wanted.` };
    if (!isBad) return undefined;
    return {
      kind: 'bad',
      severity: 'error',
      message: `${model}@${window.version} fell below its goal: ${text}, ${limit} is wanted.`,
      cause: window.cause ?? [],
      next: `Retrain it on newer data: lifecycle retrain ${model}`,
    };
  };

const size = (column: Window['drift'][number]) =>
  column.measures['psi']?.value ?? column.measures['js']?.value ?? 0;
const listed = (names: readonly string[]) =>
  names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');

/** `2009-07-01 to 2009-10-01`, the second not included. */
export const spanText = ({ from, to }: Pick<Window, 'from' | 'to'>) =>
  `${from.slice(0, 10)} to ${to.slice(0, 10)}`;

const byTime = (a: Window, b: Window) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.version - b.version);
