// `lifecycle next`: what to do now, and why.
import { Command } from 'commander';
import { nextSteps, whyNothing } from '../../core/catalog/next';
import type { NextStep } from '../../core/catalog/nextStep';
import { pastePlace, type Paste } from '../../core/manifest/paste';
import { commandText } from '../../core/remedy';
import { gatherFacts } from '../../node/catalog/gather';
import type { Session } from '../session';
import type { Answer, Verb } from '../verb';

export const next: Verb = (bind) =>
  new Command('next').description('Says what to do now, and why.').action(bind(show));

async function show(session: Session): Promise<Answer> {
  const project = await session.readableProject();
  const facts = await gatherFacts(project, session.clock, session.signal);
  const steps = nextSteps(facts);
  const text =
    steps.length === 0
      ? `Nothing to do: ${whyNothing(facts)}.`
      : steps.map((step, index) => stepText(session, step, index)).join('\n');
  return { text, document: { asOf: facts.asOf, steps } };
}

function stepText(
  { present }: Session,
  { title, why, change, paste, before, remedy }: NextStep,
  index: number,
): string {
  const head = index === 0 ? present.bold(title) : title;
  const commands = [...new Set([before, remedy].flatMap((one) => (one ? [commandText(one)] : [])))];
  const isLast = (at: number) => change !== undefined && at === commands.length - 1;
  return [
    `${index + 1}. ${head}`,
    `   ${why}`,
    ...(change === undefined ? [] : [`   ${change}`]),
    ...(paste ? pasted(paste) : []),
    ...commands.map((command, at) => `   ${isLast(at) ? 'Then: ' : ''}${present.dim(command)}`),
  ].join('\n');
}

const pasted = (paste: Paste): readonly string[] => [
  `   Write ${pastePlace(paste)}:`,
  ...paste.yaml.split('\n').map((line) => `     ${line}`),
];
