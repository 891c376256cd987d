// Which class of a target counts as positive, where the manifest may leave it out.
import { wrongInput } from '../errors';

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

function positiveIn(declared: Declared, { classes }: Answers): string | undefined {
  if (declared !== undefined) return classes.find((one) => one === String(declared));
  const lower = classes.map((one) => one.toLowerCase());
  for (const [negative, positive] of known)
    if (classes.length === 2 && lower.includes(negative) && lower.includes(positive))
      return classes[lower.indexOf(positive)];
  return undefined;
}

function unclear(declared: Declared, { target, classes }: Answers) {
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
