// The verb of a stage: its flags become the stage's request, its outcome one line. What a stage does stands in node/stages.
import { Command, InvalidArgumentError } from 'commander';
import { actsOn } from '../core/run/actsOn';
import type { Outcome, RunEvent, StageName } from '../core/run/run';
import { executeStage } from '../node/run/execute';
import { openStage } from '../node/stages';
import type { Session } from './session';
import type { Answer, Bind } from './verb';
import { visible } from './visible';

/** Runs the stage, shows its progress, and each stage that it starts itself on a line; throws what it throws. */
export async function performStage(
  session: Session,
  stage: StageName | 'run',
  request: unknown,
): Promise<Answer> {
  const outcome = await executeStage({
    project: await session.project(({ entries }) => actsOn(stage, request, entries)),
    clock: session.clock,
    stage: await openStage(stage),
    request,
    onEvent: (event) => {
      // The stages that `run` starts name themselves.
      if (event.kind === 'progress') session.progress.show(stage === 'run' ? undefined : stage, event);
      if (event.kind === 'step') showStep(session, event);
    },
    signal: session.signal,
  });
  session.progress.end();
  return answerOf(session, stage, outcome);
}

function showStep(
  { options, present, progress, streams }: Session,
  { stage, outcome }: Extract<RunEvent, { kind: 'step' }>,
): void {
  progress.end();
  const stream = options.json ? streams.stderr : streams.stdout;
  stream.write(`${visible(present.outcome(stage, outcome))}\n`);
}

/** An outcome as the answer of a verb. */
export function answerOf(session: Session, stage: StageName | 'run', outcome: Outcome): Answer {
  return {
    text: session.present.outcome(stage, outcome),
    document: withOutcome(outcome),
    passed: outcome.passed,
  };
}

/** The stage's document with what a person is told in a field of its own, so that scripts can say it too. */
function withOutcome({ document, ...told }: Outcome): unknown {
  const isObject = typeof document === 'object' && document !== null && !Array.isArray(document);
  return isObject ? { ...document, outcome: told } : document;
}

/** A stage over all of its kind, or those named: `lifecycle collect [names...]`. `detailed`: the answer with what else a person is told. */
export function namesVerb(
  bind: Bind,
  stage: StageName,
  description: string,
  detailed: (answer: Answer) => Answer = (answer) => answer,
): Command {
  return new Command(stage)
    .description(description)
    .argument('[names...]', 'only these; all when left out')
    .action(
      bind(async (session, names: string[]) =>
        detailed(await performStage(session, stage, names.length > 0 ? { names } : {})),
      ),
    );
}

/** The number behind `--seed`, `--version` and the like. Throws what commander shows. */
export function wholeNumber(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
  return Number(text);
}
