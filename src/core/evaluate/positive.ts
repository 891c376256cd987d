// Which class of a target counts as positive, where the manifest may leave it out.
import { wrongInput } from '../errors';

/** Pairs whose second one everybody takes for the positive class. */
const known: readonly (readonly [string, string])[] = [
  ['0', '1'],
  ['false', 'true'],
  ['no', 'yes'],
  ['n', 'y'],
];

/** As text. `declared`: the manifest's. Throws `input` where it has to be asked for, or is no class of the target. */
export function positiveClass(
  declared: string | number | boolean | undefined,
  { target, classes }: { readonly target: string; readonly classes: readonly string[] },
): string {
  if (declared !== undefined) {
    if (classes.includes(String(declared))) return String(declared);
    throw wrongInput(`The target ${target} never is "${declared}", which counts as positive.`, {
      hint: `It has ${classes.slice(0, 10).join(', ')}; mend positive in lifecycle.yaml.`,
    });
  }
  const lower = classes.map((one) => one.toLowerCase());
  for (const [negative, positive] of known)
    if (classes.length === 2 && lower.includes(negative) && lower.includes(positive))
      return classes[lower.indexOf(positive)] as string;
  throw wrongInput(`It is not said which value of the target ${target} counts as positive.`, {
    hint: `Add positive: "${classes[0] ?? 'yes'}" to the dataset, or another of ${classes.slice(0, 10).join(', ')}.`,
  });
}
