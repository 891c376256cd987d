// The verb `monitor`: judges the newest windows of predictions and opens or resolves alerts.
import * as z from 'zod';
import { wrongInput } from '../../core/errors';
import { formatInterval } from '../../core/evaluate/interval';
import { count } from '../../core/figures';
import { plain } from '../../core/json';
import { spanText } from '../../core/span';
import type { MonitorSettings } from '../../core/manifest/manifest';
import { areBroken, hasBrokenLabels } from '../../core/monitor/label';
import { withoutOutcomes, type MonitorDocument } from '../../core/monitor/outcomes';
import { toldTogether } from '../../core/monitor/toldTogether';
import type { Alert, Window } from '../../core/monitor/window';
import { places } from '../../core/places';
import { eachEntry } from '../each';
import { readAlerts } from '../monitor/files';
import { judgeMonitor } from '../monitor/judgeMonitor';
import { mendLabels } from '../monitor/modelPredictions';
import type { Stage } from '../stage';

const request = z.strictObject({ names: z.array(z.string()).optional() });

export const monitor: Stage<z.infer<typeof request>> = {
  name: 'monitor',
  request,
  isDetached: false,
  async perform({ names }, { project, clock, report, signal }) {
    const monitors = names ?? Object.keys(project.manifest.monitors ?? {});
    if (monitors.length === 0) throw nothingToJudge(Object.keys(project.manifest.deployments ?? {}));
    const asOf = clock.judged();
    const judgements = await eachEntry(
      'monitor',
      monitors.map((name) => ({ name })),
      async ({ name }) => {
        const judgement = await judgeMonitor({ project, name, asOf, report }, signal);
        return { name, ...judgement, alerts: await readAlerts(project.paths, name, asOf) };
      },
      signal,
    );
    const open = judgements.flatMap(({ alerts }) => alerts.filter(({ resolved }) => resolved === undefined));
    const judged = judgements.flatMap((one) => one.judged);
    const broken = judgements.flatMap(({ windows }) => windows.filter(hasBrokenLabels));
    const last = judgements
      .flatMap(({ windows }) => windows.filter(({ performance }) => performance !== undefined))
      .at(-1);
    return {
      kind: judged.length > 0 || judgements.some(({ events }) => events.length > 0) ? 'done' : 'skipped',
      passed: open.length === 0 && broken.length === 0,
      summary: [
        judged.length === 0
          ? judgements.every(({ windows }) => windows.length === 0)
            ? 'No prediction was made yet.'
            : `No window has changed${stillOpen(open.length)}.`
          : `Judged ${judged.length} window${judged.length === 1 ? '' : 's'}.`,
        ...judgements.flatMap(({ outdated = [], unknown = [], remarks }) =>
          [outdated, unknown, remarks].flat(),
        ),
        ...judgements.flatMap((one) => lacksOfAll(one, project.manifest.monitors?.[one.name])),
        ...(broken.length > 0 ? [mendLabels] : []),
        ...told(open),
      ].join('\n  '),
      ...(last?.performance ? { figure: figureOf(last) } : {}),
      where: places.monitors,
      document: plain({
        monitors: judgements.map(({ name, model, windows, events, alerts, remarks, unmatched }) => ({
          name,
          model,
          windows,
          events,
          alerts,
          remarks,
          ...(unmatched === undefined ? {} : { unmatched }),
        })),
      } satisfies MonitorDocument),
    };
  },
};

const nothingToJudge = ([deployment = 'DEPLOYMENT']: readonly string[]) =>
  wrongInput('lifecycle.yaml names no monitor, so no prediction is judged.', {
    hint: `Add monitors: {${deployment}: {window: 1 month}} to it.`,
  });

/** Of all judged windows of a monitor, and of earlier ones whose labels are still to be mended; that there is no label is told once where it names none. */
function lacksOfAll(
  {
    name,
    judged,
    windows,
  }: { readonly name: string; readonly judged: readonly Window[]; readonly windows: readonly Window[] },
  settings: MonitorSettings | undefined,
): readonly string[] {
  const isJudged = new Set(judged.map(({ key }) => key));
  const earlier = windows.filter((window) => hasBrokenLabels(window) && !isJudged.has(window.key));
  const unnamed = judged.length > 0 && settings && withoutOutcomes(name, settings);
  return [
    ...toldTogether(judged, 'timeless'),
    ...toldTogether(judged, 'seen'),
    ...[...earlier, ...judged].flatMap((window) => lacksOf(window, settings?.labels !== undefined)),
    ...(unnamed ? [unnamed] : []),
  ];
}

/** What a judged window lacks of its labels, one line each; none where every row has them or none is waited for. */
function lacksOf(window: Window, awaitsLabels: boolean): readonly string[] {
  const { rows, labelled, foreignLabels, ambiguous, isComplete } = window;
  const span = spanText(window);
  return [
    ...(awaitsLabels && isComplete && labelled < rows
      ? [`${span}: ${count(labelled)} of ${count(rows)} rows are labelled.`]
      : []),
    ...[
      foreignLabels && {
        ...foreignLabels,
        message: `${foreignLabels.message}.`,
        rest: ' They count as missing.',
      },
      ambiguous && { ...ambiguous, rest: '' },
    ].flatMap((told) => {
      if (!told) return [];
      const isBroken = areBroken({ foreign: told.count, labelled });
      return [`${span}: ${told.message}${isBroken ? ' Its performance is not judged.' : told.rest}`];
    }),
  ];
}

const stillOpen = (alerts: number) =>
  alerts === 0 ? '' : `: ${alerts === 1 ? '1 alert is' : `${alerts} alerts are`} open`;

const told = (open: readonly Alert[]) =>
  open.map(({ opened }) => `${opened.message}${opened.about === 'labels' ? ` ${opened.next}` : ''}`);

const figureOf = ({ performance }: Window) =>
  performance ? `${performance.metric} ${formatInterval(performance)}` : '';
