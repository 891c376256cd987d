// Which class of a target counts as positive, where the manifest may leave it out; a target of more than two classes has none.
import { wrongInput } from '../errors';
import { count } from '../figures';
import { identifier, literal } from '../quote';

/** Pairs whose second one everybody takes for the positive class. */
const known: readonly (readonly [string, string])[] = [
  ['0', '1'],
  ['false', 'true'],
  ['no', 'yes'],
  ['n', 'y'],
];

interface Answers {
  readonly target: string;
  readonly classes: readonly string[];
  /** How many classes there are, where not all are listed. */
  readonly count?: number;
}

type Declared = string | number | boolean | undefined;

/** As text. `declared`: the manifest's. Throws `input` where it has to be asked for, or is no class of the target. */
export function positiveClass(declared: Declared, answers: Answers): string {
  const positive = positiveIn(declared, answers);
  if (positive !== undefined) return positive;
  const { message, hint } = unclear(declared, answers);
  throw wrongInput(message, { hint });
}

/** What `positiveClass` would throw; undefined where all is clear. */
export const unclearPositive = (declared: Declared, answers: Answers) =>
  positiveIn(declared, answers) === undefined ? unclear(declared, answers) : undefined;

/** Undefined where it has to be asked for, or is no class of the target. */
export function positiveIn(declared: Declared, answers: Answers): string | undefined {
  const { classes } = answers;
  if (tooManyClasses(answers)) return undefined;
  if (declared !== undefined) return classes.find((one) => one === String(declared));
  const lower = classes.map((one) => one.toLowerCase());
  for (const [negative, positive] of known)
    if (classes.length === 2 && lower.includes(negative) && lower.includes(positive))
      return classes[lower.indexOf(positive)];
  return undefined;
}

/** Why no model of this target can be judged, and what to do; undefined where it has two classes or fewer. */
export function tooManyClasses({ target, classes, count: all = classes.length }: Answers) {
  if (all <= 2) return undefined;
  const some = classes.slice(0, 5).join(', ');
  const derived = `${identifier(target)} = ${literal(classes[0] ?? 'yes')}`;
  return {
    message: `The target ${target} has ${count(all)} classes: ${some}${all > 5 ? ' and others' : ''}. Only models of two classes, or of a number, can be judged.`,
    hint: `Derive a target of two values: add prepare: [{derive: {${/^[a-z]\w*$/i.test(target) ? target : JSON.stringify(target)}: ${JSON.stringify(derived)}}}] to the dataset, and leave positive out. A quantity is predicted with task: regression.`,
  };
}

function unclear(declared: Declared, answers: Answers) {
  const tooMany = tooManyClasses(answers);
  if (tooMany) return tooMany;
  const { target, classes } = answers;
  const some = classes.slice(0, 10).join(', ');
  return declared === undefined
    ? {
        message: `It is not said which value of the target ${target} counts as positive.`,
        hint: `Add positive: "${classes[0] ?? 'yes'}" to the dataset, or another of ${some}.`,
      }
    : {
        message: `The target ${target} never is "${declared}", which counts as positive.`,
        hint: `It has ${some}; mend positive in lifecycle.yaml.`,
      };
}
