// The verb `retrain`: newest labelled data by the policy, a challenger, a paired comparison, then the same gates as for everybody.
import * as z from 'zod';
import { failed, wrongInput } from '../../core/errors';
import { comparisonFigure } from '../../core/evaluate/compare';
import type { MonitorSettings } from '../../core/manifest/manifest';
import { leadingAlias, servedBy } from '../../core/manifest/served';
import { callsForRetraining } from '../../core/monitor/advice';
import { beyondLimits } from '../../core/monitor/beyond';
import { policySpans } from '../../core/monitor/policy';
import type { Alert } from '../../core/monitor/window';
import { gateLine, type GateResult } from '../../core/registry/gateResult';
import { whoami } from '../git';
import { readAlerts, readWindows } from '../monitor/files';
import { explainedPredictions, type ModelPredictions } from '../monitor/modelPredictions';
import type { Project } from '../project';
import { promoteVersion } from '../promote/promote';
import { wholeRegistry } from '../registry/read';
import { versionIn } from '../registry/versionOf';
import { makeChallenger } from '../retrain/challenger';
import { contest } from '../retrain/contest';
import { tellingIn, type Stage } from '../stage';
import { remedy } from '../../core/remedy';
import { places } from '../../core/places';
import { train } from './train';

const request = z.strictObject({ model: z.string(), force: z.boolean().optional() });

export const retrain: Stage<z.infer<typeof request>> = {
  name: 'retrain',
  request,
  isDetached: true,
  async perform({ model, force = false }, context) {
    const { project, clock, report, signal } = context;
    const policies = policiesOf(project, model);
    const asOf = clock.judged();
    const state = await wholeRegistry(project.paths, model, asOf);
    const alias = leadingAlias(project.manifest, model);
    const newest = state.versions.findLast(({ version }) => !state.retired.includes(version));
    if (state.aliases[alias] === undefined)
      throw failed(
        `${model} has no ${alias} to be better than.`,
        newest
          ? {
              isDeclined: true,
              hint: 'Promote one first.',
              remedy: remedy('promote', `${model}@${newest.version}`),
            }
          : { isDeclined: true, hint: 'Register one first.', remedy: remedy('run', model) },
      );
    const { policy, alert } = await reasonToRetrain({ project, policies, asOf });
    if (!alert && !force)
      return {
        kind: 'skipped',
        passed: true,
        summary: `No open alert asks for retraining ${model}; with --force it is retrained all the same.`,
        document: { model, isNeeded: false },
      };
    if (alert) report({ kind: 'progress', message: alert.opened.message });
    await whoami(project.root); // before the long work
    const tell = tellingIn(context);
    await tell('Joining predictions with their labels');
    const { warnings: told, ...found } = await explainedPredictions({ project, model, asOf }, signal);
    const spans = policySpans(policy, newestLabelled(model, found));
    const champion = versionIn(state, alias);
    const made = await makeChallenger({ model, champion, spans, train, ...found }, context);
    const { version } = made;
    const asked = { project, clock, model, version: version.version, tell };
    const { better, comparison } = await contest({ ...asked, version, alias }, signal);
    const isAsked = project.manifest.models?.[model]?.gates?.better_than === alias;
    const warned = [...told, ...made.warnings, ...(isAsked || better.passed ? [] : [unasked(better, alias)])];
    if (policy.then !== alias) await promoteVersion({ ...asked, alias: policy.then }, signal);
    report({
      kind: 'progress',
      message: `Judging ${model}@${version.version}`,
      done: 4,
      total: 5,
      unit: 'steps',
    });
    const { isPromoted, gates } = await promoteVersion({ ...asked, alias }, signal);
    const warnings = [...warned, ...(isPromoted ? beyondLimits(project.manifest, version, alias) : [])];
    const reasons = [...gates, ...(isAsked || !better.passed ? [] : [better])].map(
      (gate) => `  ${gateLine(gate)}`,
    );
    return {
      kind: 'done',
      passed: isPromoted,
      summary: [
        `${model}@${version.version} ${isPromoted ? `is the new ${alias}.` : `was refused as ${alias}.`}`,
        ...reasons,
        ...warnings.map((warning) => `  ! ${warning}`),
      ].join('\n'),
      ...(comparison && { figure: comparisonFigure(comparison) }),
      where: places.card(model, version.version),
      document: {
        model,
        isNeeded: true,
        champion: champion.version,
        version: version.version,
        isPromoted,
        spans: { train: { ...spans.train }, compare: { ...spans.compare } },
        comparison: { isBetter: better.passed, reason: better.reason },
        warnings,
        gates: gates.map(({ gate, passed, reason }) => ({ gate, passed, reason })),
        metrics: Object.fromEntries(
          Object.entries(version.metrics.values).map(([metric, { value, low, high }]) => [
            metric,
            { value, low, high },
          ]),
        ),
      },
    };
  },
};

/** What a person should know before a version that no comparison speaks for answers. */
const unasked = ({ reason }: GateResult, alias: string) =>
  `It is not shown to be better than the ${alias} before it, and no gate asks for that: ${reason} To have such a version refused, add better_than: ${alias} to the model's gates in lifecycle.yaml.`;

/** Throws `failed` where there is none. */
function newestLabelled(
  model: string,
  { predictions, unlabelled }: Pick<ModelPredictions, 'predictions' | 'unlabelled'>,
): string {
  const newest = predictions.at(-1)?.time;
  if (newest !== undefined) return newest;
  throw failed(`${model} has no labelled prediction yet.`, {
    hint:
      unlabelled.length > 0
        ? 'Wait for labels.'
        : 'Use it first: predictions and their labels are what a challenger is compared on.',
  });
}

interface Policy {
  /** Of its monitor. */
  readonly name: string;
  readonly policy: NonNullable<MonitorSettings['retrain']>;
}

/** Of all monitors of the model that have one, in the order of the manifest. */
function policiesOf({ manifest }: Project, model: string): readonly [Policy, ...Policy[]] {
  const [first, ...others] = Object.entries(manifest.monitors ?? {}).flatMap(([name, { retrain: policy }]) =>
    policy && servedBy(manifest, name)?.model === model ? [{ name, policy }] : [],
  );
  if (first) return [first, ...others];
  throw wrongInput(`No monitor of ${model} says how to retrain it.`, {
    isDeclined: true,
    hint: 'Add retrain: {data: {last: 6 months}, compare: {last: 3 months}} to its monitor in lifecycle.yaml.',
  });
}

/** The first policy that an alert open at `asOf` calls on, else the first. */
async function reasonToRetrain({
  project: { paths, manifest },
  policies,
  asOf,
}: {
  readonly project: Project;
  readonly policies: readonly [Policy, ...Policy[]];
  readonly asOf: string;
}): Promise<{ readonly policy: Policy['policy']; readonly alert?: Alert }> {
  for (const { name, policy } of policies) {
    const known = { windows: await readWindows(paths, name, asOf), monitor: manifest.monitors?.[name] };
    const alert = (await readAlerts(paths, name, asOf)).find((one) => callsForRetraining(one, known));
    if (alert) return { policy, alert };
  }
  return policies[0];
}
