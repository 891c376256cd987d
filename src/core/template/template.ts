// Filling a model template in for a dataset: what is predicted, as what, and from which columns it cannot be learnt.
import { tooManyClasses } from '../evaluate/positive';
import type { Step } from '../manifest/step';
import { takenAway } from '../manifest/takenAway';
import { isNumeric } from '../profile/kind';
import type { ColumnProfile, Profile } from '../profile/profile';
import { readFrequent, type TextReading } from '../quality/textReading';

export interface TemplateFacts {
  readonly target: string;
  readonly task: 'classification' | 'regression';
  /** Two values of which one has to be called positive, the rarer first; undefined where there are not two. */
  readonly answers?: readonly [string, string];
  /** Why no model of this target as it stands in the file can be judged, and what to do; undefined where one can. */
  readonly unfit?: { readonly message: string; readonly hint: string };
  /** Columns that name a row or hold free text or times: kept from the model. */
  readonly notInputs: readonly string[];
}

/** Up to so many different numbers are taken for classes. */
const mostClasses = 10;

/** Columns that can be predicted: those with more than one value and no identity of their own that no step takes away. */
export const possibleTargets = ({ columns }: Profile, steps: readonly Step[]): readonly ColumnProfile[] =>
  columns.filter(
    (column) =>
      column.distinct > 1 && !isIdentity(column) && !isTime(column) && !takenAway(steps, column.name),
  );

/** The same, the likeliest first: two values, a few, numbers; among equals the data's last column, where a target often stands. */
export const likelyTargets = (profile: Profile, steps: readonly Step[]): readonly ColumnProfile[] =>
  [...possibleTargets(profile, steps)].reverse().sort((a, b) => rankOf(a) - rankOf(b));

function rankOf({ distinct, kind }: ColumnProfile): number {
  if (distinct === 2) return 0;
  if (distinct <= mostClasses) return 1;
  return isNumeric(kind) ? 2 : 3;
}

export function templateFacts(
  profile: Pick<Profile, 'columns'>,
  target: string,
  roles: { readonly key?: string; readonly time?: string } = {},
  wanted?: TemplateFacts['task'],
): TemplateFacts {
  const column = profile.columns.find(({ name }) => name === target);
  const holds = column && numbersIn(column);
  const isQuantity = holds !== undefined && (column?.distinct ?? 0) > mostClasses;
  const task = wanted ?? (isQuantity ? 'regression' : 'classification');
  const [common, rare, third] = column?.top ?? [];
  const isBinary = task === 'classification' && column?.distinct === 2 && common && rare && !third;
  const unfit =
    column && (task === 'regression' ? noNumbers(column) : manyClasses(column, holds === 'numbers'));
  return {
    target,
    task,
    ...(unfit && { unfit }),
    ...(isBinary && { answers: [rare.value, common.value] as const }),
    notInputs: profile.columns
      .filter(({ name }) => name !== target)
      .filter(
        (other) =>
          other.name === roles.key || other.name === roles.time || isIdentity(other) || isTime(other),
      )
      .map(({ name }) => name),
  };
}

/** Undefined where it holds none. */
function numbersIn(column: ColumnProfile): 'numbers' | 'text' | undefined {
  if (isNumeric(column.kind)) return 'numbers';
  return numbersKeptAsText(column) ? 'text' : undefined;
}

function numbersKeptAsText(column: ColumnProfile): TextReading | undefined {
  const text = column.kind === 'string' ? readFrequent(column) : undefined;
  return text?.what === 'numbers' && text.share === 1 ? text : undefined;
}

function noNumbers(column: ColumnProfile): TemplateFacts['unfit'] {
  const { name, kind, top } = column;
  if (isNumeric(kind)) return undefined;
  const text = numbersKeptAsText(column);
  return text
    ? numbersAsText(text)
    : {
        message: `The target ${name} holds no numbers, e.g. ${JSON.stringify(top[0]?.value ?? '')}, and a regression predicts one.`,
        hint: 'Name a target that is a number, or leave --task out.',
      };
}

/** Why a column of numbers kept as text is no target yet, and the step that reads them where one does. */
export const numbersAsText = ({ column, examples, reading }: TextReading) => ({
  message: `The target ${column} holds numbers as text, e.g. ${JSON.stringify(examples[0])}.`,
  hint:
    reading.kind === 'read'
      ? `Read them as numbers first: add prepare: [${JSON.stringify(reading.step)}] to its dataset in lifecycle.yaml, which lifecycle init makes where there is none.`
      : 'Read them as numbers first: lifecycle check, given the file, looks at all values and shows the step that reads them, where one does.',
});

/** Why a column is none of the possible targets, a clause; undefined where it is one by what it holds. */
export function whyNoTarget(column: ColumnProfile | undefined): string | undefined {
  if (!column) return 'it has no such column';
  if (column.distinct < 2) return 'it has the same value in each row';
  if (isTime(column)) return 'it holds times';
  if (column.semantic === 'text') return 'it holds free text, or another value in nearly each row';
  return isIdentity(column) ? 'it names rows or whom they are about' : undefined;
}

const manyClasses = ({ name, top, distinct }: ColumnProfile, isNumber: boolean) =>
  tooManyClasses({
    target: name,
    classes: top.map(({ value }) => (isNumber ? String(Number(value)) : value)).sort(),
    count: distinct,
  });

/** Puts the facts where the template has `{{target}}`, `{{task}}` and `{{notInputs}}`, as text and lists of Python. */
export function fillTemplate(template: string, { target, task, notInputs }: TemplateFacts): string {
  const values: Readonly<Record<string, string>> = {
    target: JSON.stringify(target).slice(1, -1),
    task,
    notInputs: JSON.stringify(notInputs),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

const isIdentity = ({ semantic }: ColumnProfile) =>
  ['id', 'uuid', 'text', 'email', 'phone', 'url', 'ip'].includes(semantic);
/** A time that is still text is one too: as a text it would be learnt by heart. */
const isTime = ({ semantic }: ColumnProfile) => semantic === 'date';
