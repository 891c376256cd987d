// The verb `monitor`: judges the newest windows of predictions and opens or resolves alerts.
import { z } from 'zod';
import { formatInterval } from '../../core/evaluate/interval';
import type { Json } from '../../core/json';
import type { Alert, Window } from '../../core/monitor/window';
import { readAlerts } from '../monitor/files';
import { judgeMonitor } from '../monitor/judgeMonitor';
import type { Stage } from '../stage';

const request = z.strictObject({ names: z.array(z.string()).optional() });

export const monitor: Stage<z.infer<typeof request>> = {
  name: 'monitor',
  request,
  isDetached: false,
  async perform({ names }, { project, clock, report, signal }) {
    const monitors = names ?? Object.keys(project.manifest.monitors ?? {});
    const judgements = [];
    for (const name of monitors) {
      report({
        kind: 'progress',
        message: `Judging ${name}`,
        done: judgements.length,
        total: monitors.length,
        unit: 'steps',
      });
      const judgement = await judgeMonitor({ project, name, asOf: clock.judged() }, signal);
      judgements.push({ name, ...judgement, alerts: await readAlerts(project.paths, name) });
    }
    const open = judgements.flatMap(({ alerts }) => alerts.filter(({ resolved }) => resolved === undefined));
    const judged = judgements.reduce((sum, one) => sum + one.judged, 0);
    const last = judgements
      .flatMap(({ windows }) => windows.filter(({ performance }) => performance !== undefined))
      .at(-1);
    return {
      kind: judged > 0 || judgements.some(({ events }) => events.length > 0) ? 'done' : 'skipped',
      passed: open.length === 0,
      summary: [
        judged === 0 ? 'No window has changed.' : `Judged ${judged} window${judged === 1 ? '' : 's'}.`,
        ...told(open),
      ].join('\n  '),
      ...(last?.performance ? { figure: figureOf(last) } : {}),
      where: '.lifecycle/monitors',
      document: {
        monitors: judgements.map(({ name, model, windows, events, alerts }) => ({
          name,
          model,
          windows,
          events,
          alerts,
        })),
      } as unknown as Json,
    };
  },
};

const told = (open: readonly Alert[]) =>
  open.map(
    ({ opened }) =>
      `✗ ${opened.message}${opened.cause.length > 0 && opened.about === 'performance' ? ` Cause: ${opened.cause.slice(0, 3).join(', ')}.` : ''}`,
  );

const figureOf = ({ performance }: Window) =>
  performance ? `${performance.metric} ${formatInterval(performance)}` : '';
