// Which alerts the windows open and resolve: a pure fold, so judging again the same windows raises nothing twice.
import { isOfNumbers } from '../evaluate/metrics';
import type { AlertSubject } from '../alertSubjects';
import type { MonitorSettings } from '../manifest/manifest';
import { answerToFall } from './advice';
import { driftedColumns } from './columns';
import { figureText, judgeLimit, limitText, type PerformanceRule } from './limit';
import { spanText } from '../span';
import type { Alert, AlertEvent, Window } from './window';
import { compareText } from '../order';

export interface AlertRules {
  readonly model: string;
  readonly performance?: PerformanceRule;
  readonly retrain?: MonitorSettings['retrain'];
  readonly answers: Answers;
}

/** When answers were given, as far as the prediction log still holds them. ISO. */
export interface Answers {
  /** Newest of a version. */
  readonly last: ReadonlyMap<number, string>;
  /** Oldest of a window, by its key. */
  readonly first: ReadonlyMap<string, string>;
}

/** The events that these windows, in order, lead to: about drift once all rows of a window have come, about performance once it is complete. */
export function alertEvents(windows: readonly Window[], rules: AlertRules): readonly AlertEvent[] {
  const { answers } = rules;
  const ordered = [...windows].sort(byEnd);
  return [
    ...eventsAbout('drift', ordered, {
      answers,
      isReady: ({ isComplete, hasAllRows = isComplete }) => hasAllRows,
      judge: judgeDrift(rules),
    }),
    ...eventsAbout('performance', ordered, {
      answers,
      isReady: ({ isComplete }) => isComplete,
      judge: judgePerformance(rules),
    }),
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

interface Matter {
  readonly answers: Answers;
  readonly isReady: (window: Window) => boolean;
  readonly judge: (window: Window) => Verdict;
}

/**
 * Every version has alerts of its own, as it has its own training rows and figures. One that answers no more is followed by the
 * first verdict of those that answered after it; while it still answers, or does so again, they say nothing of it.
 */
function eventsAbout(
  about: AlertSubject,
  ordered: readonly Window[],
  { answers, isReady, judge }: Matter,
): AlertEvent[] {
  const versions = inOrderOfLastAnswer(ordered, answers);
  return versions
    .flatMap((version, place) => {
      const since = versions.slice(place + 1);
      const own = ordered.filter((window) => window.version === version);
      const others = ordered.filter((window) => since.includes(window.version));
      const last = answers.last.get(version);
      return [
        ...walk([...own, ...others].filter(isReady), about, {
          judge: (window) =>
            window.version === version
              ? judge(window)
              : followed(version, about, { window, verdict: judge(window) }),
          isSince: ({ key }) => last !== undefined && (answers.first.get(key) ?? '') > last,
        }),
      ];
    })
    .sort((a, b) => compareText(a.at, b.at));
}

/** Those that the log holds nothing of any more come first, in the order of their last windows. */
function inOrderOfLastAnswer(ordered: readonly Window[], { last }: Answers): readonly number[] {
  const versions = new Set(ordered.map(({ version }) => version).reverse());
  const at = (version: number) => last.get(version) ?? '';
  return [...versions].reverse().sort((a, b) => compareText(at(a), at(b)));
}

interface Walk {
  readonly judge: (window: Window) => Verdict;
  /** Whether all of its answers were given after the newest of the alert's version, whatever the times of the rows. */
  readonly isSince: (window: Window) => boolean;
}

interface Open {
  readonly alert: string;
  readonly at: string;
  /** Bad windows of the alert's version. */
  readonly first: Window;
  readonly last: Window;
}

function* walk(
  windows: readonly Window[],
  about: AlertSubject,
  { judge, isSince }: Walk,
): Generator<AlertEvent> {
  let open: Open | undefined;
  for (const window of windows) {
    const verdict = judge(window);
    if (open && verdict?.kind === 'good' && byEnd(isSince(window) ? open.first : open.last, window) < 0) {
      const { judgedAt, key } = window;
      // Labels that came late open it later than a window after it was judged.
      const at = judgedAt < open.at ? open.at : judgedAt;
      yield { schema: 1, kind: 'resolved', alert: open.alert, at, window: key, message: verdict.message };
      open = undefined;
    }
    if (verdict?.kind === 'bad' && open) open = { ...open, last: window };
    if (verdict?.kind === 'bad' && open === undefined) {
      open = { alert: `${about}:${window.key}`, at: window.judgedAt, first: window, last: window };
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

/** What another version's verdict says of one that answers no more: whether good or bad, that its alert is over. */
function followed(
  version: number,
  about: AlertSubject,
  { window, verdict }: { readonly window: Window; readonly verdict: Verdict },
): Verdict {
  if (verdict?.kind !== 'bad') return verdict;
  const message =
    about === 'drift'
      ? `Version ${window.version} answers now and is judged by what it was trained on.`
      : `Version ${version} no longer answers; version ${window.version} is judged by its own figures.`;
  return { kind: 'good', message };
}

const judgeDrift =
  ({ model, performance }: AlertRules) =>
  (window: Window): Verdict => {
    const span = spanText(window);
    if (!window.hasDrifted) return { kind: 'good', message: `No drift in ${span}.` };
    const cause = [...driftedColumns(window)].sort((a, b) => size(b) - size(a)).map(({ name }) => name);
    return {
      kind: 'bad',
      severity: 'warning',
      message: `${model}@${window.version} sees other data in ${span} than it was trained on: ${listed(cause)}.`,
      cause,
      next: performance
        ? `Look at the columns; when labels have come, see whether it is still ${limitText(performance)}.`
        : 'Look at the columns.',
    };
  };

const judgePerformance =
  ({ model, performance, retrain }: AlertRules) =>
  (window: Window): Verdict => {
    const verdict = performance && judgeLimit(window, performance);
    if (!verdict) return undefined;
    const [who, text] = [`${model}@${window.version}`, figureText(window)];
    if (verdict.kind === 'kept')
      return { kind: 'good', message: `${who}: ${text}, ${limitText(performance)} again.` };
    const { side } = verdict;
    const { cause = [], causeTold = '' } = window;
    const message = [
      `${who} ${side === 'below' ? 'fell' : 'rose'} ${limitText(performance, side)}: ${text}.`,
      cause.length > 0
        ? `${isOfNumbers(performance.metric) ? 'Changed in meaning' : 'Lost worth'}: ${listed(cause)}.`
        : '',
      causeTold,
    ];
    return {
      kind: 'bad',
      severity: 'error',
      message: message.filter((part) => part !== '').join(' '),
      cause,
      next: answerToFall(retrain),
    };
  };

const size = (column: Window['drift'][number]) =>
  column.measures['psi']?.value ?? column.measures['js']?.value ?? 0;
const listed = (names: readonly string[]) =>
  names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');

/** Order in which windows end; one says nothing of an alert with a bad window that ends later. */
export const byEnd = (a: Window, b: Window) =>
  compareText(a.to, b.to) || compareText(a.from, b.from) || a.version - b.version;
