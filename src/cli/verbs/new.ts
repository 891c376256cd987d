// `lifecycle new MODEL`: a training script from a template, and the model's entry in lifecycle.yaml.
import { Command, Option } from 'commander';
import { wrongInput } from '../../core/errors';
import { guessPositive } from '../../core/manifest/guess';
import { takenAway } from '../../core/manifest/takenAway';
import { stepTitle } from '../../core/prepare/pipeline';
import type { ColumnProfile, Profile } from '../../core/profile/profile';
import { remedy } from '../../core/remedy';
import { fittingGoals } from '../../core/template/fittingGoals';
import {
  numbersAsText,
  possibleTargets,
  templateFacts,
  whyNoTarget,
  type TemplateFacts,
} from '../../core/template/template';
import { filesOf } from '../../node/collect/source';
import type { InputFile } from '../../node/duckdb/read';
import { changeManifest } from '../../node/manifest/change';
import { diffOf } from '../../node/manifest/diff';
import type { Project } from '../../node/project';
import { dataAt } from '../../node/template/dataAt';
import { awaitsPreparation, learnableData, type LearnableData } from '../../node/template/learnable';
import { createModel } from '../../node/template/createModel';
import { defaultTemplate } from '../../node/template/templates';
import { symbols } from '../present';
import { readParquet } from '../readParquet';
import type { Session } from '../session';
import { asTyped, inProject } from '../typedFile';
import type { Answer, Verb } from '../verb';

interface Options {
  readonly dataset?: string;
  readonly target?: string;
  readonly positive?: string;
  readonly task?: 'classification' | 'regression';
  readonly template: string;
}

export const newModel: Verb = (bind) =>
  new Command('new')
    .description('Makes a model from a template: its training script and its entry in lifecycle.yaml.')
    .argument('<model>', 'what it is to be called')
    .option(
      '--dataset <name>',
      'what it learns from, a dataset or a data file, folder or glob; the only one when left out',
    )
    .option('--target <column>', 'what it predicts, where the dataset does not say')
    .option('--positive <value>', 'of two answers the one that is looked for, where the dataset does not say')
    .addOption(
      new Option('--task <task>', 'what is predicted, where the target leaves it open').choices([
        'classification',
        'regression',
      ]),
    )
    .option('--template <name>', 'the template', defaultTemplate)
    .action(bind(make));

async function make(session: Session, name: string, options: Options): Promise<Answer> {
  const project = await session.project(() => []);
  const data = await chooseData(project, options.dataset, session.signal);
  const { profileFiles } = await import('../../node/profile/profileFile');
  session.progress.show('new', { message: `Reading ${data.path}` });
  const { dataFile } = await import('../../node/dataset/preparedFiles');
  const files = data.prepared
    ? [{ path: await dataFile(project, data.prepared, session.signal), shown: data.name }]
    : await filesOf(project.root, data.name, data);
  const profile = await profileFiles(files, {}, session.signal);
  const wanted = profile.columns.find(({ name }) => name === (data.target ?? options.target));
  if (wanted && !awaitsPreparation(data, wanted.name) && !takenAway(data.steps, wanted.name))
    await requireNumbers(wanted, { files, task: options.task }, session.signal);
  const target = chooseTarget(profile, data, options.target);
  const facts = templateFacts(profile, target, data, options.task);
  const positive = choosePositive(facts, data, options.positive);
  const before = project.hasManifest ? project.text : undefined;
  let after = project.text;
  const { dataset, script, written } = await createModel({
    project,
    name,
    template: options.template,
    data,
    files: files.map(({ path }) => path),
    facts,
    readParquet: readParquet(session.signal),
    ...(positive !== undefined && { positive }),
    editManifest: (change) => changeManifest(project, (text) => (after = change(text))),
  });
  const diff = diffOf(before, after);
  const goals = fittingGoals(project.manifest, { task: facts.task, dataset });
  return {
    text: [
      session.present.diff(diff),
      '',
      `${symbols.yes} ${name} learns ${target} from ${dataset} (${facts.task}). Wrote ${written.join(', ')}.`,
      ...goalNote(name, goals),
      '  What comes next: lifecycle next',
    ].join('\n'),
    document: {
      model: name,
      dataset,
      target,
      ...(goals.length > 0 && { goals: [...goals] }),
      task: facts.task,
      ...(positive !== undefined && { positive }),
      script,
      written,
      diff,
    },
  };
}

async function chooseData(
  project: Project,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<LearnableData> {
  const all = await learnableData(project, signal);
  const declared = all.filter(({ isDeclared }) => isDeclared);
  const file = wanted === undefined ? undefined : await inProject(project.root, wanted);
  const isWanted = ({ name, path, isDeclared }: LearnableData) =>
    (isDeclared && name === wanted) || path === file;
  const choices = declared.length > 0 ? declared : all;
  const [chosen, other] = wanted === undefined ? choices : all.filter(isWanted);
  if (chosen && !other) return chosen;
  const data = file === undefined || chosen ? undefined : await dataAt(project, file);
  if (data) return data;
  if (all.length === 0)
    throw wrongInput('There is no data to learn from.', {
      hint: 'Put a CSV, JSON or Parquet file into the folder.',
    });
  const names = all.map(({ name, path, isDeclared }) => (isDeclared ? name : asTyped(project.root, path)));
  throw wrongInput(
    wanted === undefined
      ? 'It is not said what it learns from.'
      : `There is no dataset or data file ${wanted}.`,
    { hint: `Write --dataset and one of: ${some(names)}.` },
  );
}

/** Throws `input` where it holds a number in each row but as text, told from all values: the most frequent may not tell how they are written. */
async function requireNumbers(
  column: ColumnProfile,
  { files, task }: { readonly files: readonly InputFile[]; readonly task: Options['task'] },
  signal: AbortSignal,
): Promise<void> {
  const isOpen =
    whyNoTarget(column) !== undefined || templateFacts({ columns: [column] }, column.name, {}, task).unfit;
  if (column.kind !== 'string' || !isOpen) return;
  const { readingOf } = await import('../../node/check/texts');
  const text = await readingOf(files, column, signal);
  if (text?.what !== 'numbers' || text.share < 1) return;
  const { message, hint } = numbersAsText(text);
  throw wrongInput(message, { hint });
}

function chooseTarget(profile: Profile, data: LearnableData, wanted: string | undefined): string {
  if (wanted !== undefined && data.target !== undefined && wanted !== data.target)
    throw wrongInput(`The dataset ${data.name} names another target: ${data.target}.`, {
      hint: 'Leave --target out, or change the dataset in lifecycle.yaml.',
    });
  if (data.target !== undefined) return data.target;
  const possible = possibleTargets(profile, data.steps).map(({ name }) => name);
  if (wanted !== undefined && possible.includes(wanted)) return wanted;
  const taken = wanted === undefined ? undefined : takenAway(data.steps, wanted);
  if (taken)
    throw wrongInput(`${stepTitle(taken.step, taken.index, data.name)} takes ${wanted} away.`, {
      hint:
        taken.now === undefined
          ? 'Name another target, or take the column out of the step.'
          : `Write --target ${taken.now}: it is called that then.`,
    });
  if (wanted !== undefined && awaitsPreparation(data, wanted)) throw notPrepared(data, wanted);
  const of = data.prepared ? data.name : data.path;
  if (possible.length === 0)
    throw wrongInput(`No column of ${of} can be predicted.`, {
      hint: 'A target has at least two values that come back in other rows.',
    });
  const why = whyNoTarget(profile.columns.find(({ name }) => name === wanted));
  throw wrongInput(
    wanted === undefined
      ? 'It is not said what it predicts.'
      : `${wanted} cannot be predicted from ${of}${why === undefined ? '' : `: ${why}`}.`,
    { hint: `Write --target and one of: ${some(possible)}.` },
  );
}

/** Of several goals that could be served none is taken. */
const goalNote = (model: string, goals: readonly string[]): readonly string[] => {
  const [goal] = goals;
  if (goal === undefined) return [];
  return goals.length === 1
    ? [`  It serves the goal ${goal}, and only a version that meets it is promoted.`]
    : [
        `  Which goal it serves is not said. ${some(goals)} could be: write goal: NAME, and goal: met under its gates, into models.${model} of lifecycle.yaml.`,
      ];
};

/** Of a column that is not in the file as the model would learn from it. */
const notPrepared = ({ name }: LearnableData, column: string) =>
  wrongInput(`What ${column} holds is not known until ${name} is prepared.`, {
    hint: 'Prepare it first.',
    remedy: remedy('prepare', name),
  });

/** What everybody takes for a yes needs not be said. */
function choosePositive(
  { target, answers, unfit }: TemplateFacts,
  data: LearnableData,
  wanted: string | undefined,
): string | number | boolean | undefined {
  if (wanted !== undefined && data.positive !== undefined && wanted !== String(data.positive))
    throw wrongInput(`The dataset ${data.name} names another positive value: ${data.positive}.`, {
      hint: 'Leave --positive out, or change the dataset in lifecycle.yaml.',
    });
  const isUnheard = wanted !== undefined && !answers && !unfit && data.positive === undefined;
  if (isUnheard && awaitsPreparation(data, target)) throw notPrepared(data, target);
  if (isUnheard)
    throw wrongInput(`${target} has not two answers of which ${wanted} could be looked for.`, {
      hint: 'Leave --positive out.',
    });
  if (data.positive !== undefined || !answers) return data.positive;
  const guess = guessPositive({ columns: [target], rows: answers.map((answer) => [answer]) }, target);
  if (wanted === undefined && guess !== undefined) return guess;
  if (wanted !== undefined && answers.includes(wanted)) return wanted;
  throw wrongInput(
    wanted === undefined
      ? `It is not said which answer of ${target} is looked for.`
      : `${target} never is ${wanted}.`,
    { hint: `Write --positive ${answers.join(' or --positive ')}.` },
  );
}

/** Names in a message: of many the first, and the last, as which a target often stands. */
const some = (names: readonly string[]) =>
  names.length > 10
    ? `${names.slice(0, 9).join(', ')}, ..., ${names.at(-1)} (${names.length} in all)`
    : names.join(', ');
