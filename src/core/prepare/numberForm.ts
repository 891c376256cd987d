// Numbers written otherwise than as 1234.5, told from examples, as SQL that writes them so without losing any.
import { identifier } from '../quote';

const written = /^\s*[-+]?(\d+|\d{1,3}(?:([.,])\d{3})+)(?:([.,])\d+)?\s*(%?)\s*$/;

/** What is not as in 1234.5. */
interface NumberForm {
  readonly isPercent: boolean;
  /** What parts thousands. */
  readonly groups?: '.' | ',';
  readonly hasComma: boolean;
}

/** An expression of text that can be cast to a number; undefined where the example is no such number, or two, as 1,234. */
export function plainNumber(column: string, example: string): string | undefined {
  const form = formOf(example);
  return form && sqlOf(column, form);
}

/** One expression for all of the examples, some of which may be plain; undefined where none is written otherwise, or they contradict each other. */
export function plainNumbers(column: string, examples: readonly string[]): string | undefined {
  const forms = examples.flatMap((example) => formOf(example) ?? []);
  const groups = forms.find((form) => form.groups)?.groups;
  const form = {
    isPercent: forms.some(({ isPercent }) => isPercent),
    ...(groups === undefined ? {} : { groups }),
    hasComma: forms.some(({ hasComma }) => hasComma),
  };
  const isRead = (example: string) => Number.isFinite(readAs(form, example));
  const isKept = (example: string) => formOf(example) !== undefined || isPlain(example, form);
  return forms.length > 0 && examples.every((example) => isRead(example) && isKept(example))
    ? sqlOf(column, form)
    : undefined;
}

function formOf(example: string): NumberForm | undefined {
  const [, whole = '', parted, mark, percent] = written.exec(example) ?? [];
  if (whole === '' || (parted === undefined && /^\s*[-+]?[1-9]\d{0,2},\d{3}\D*$/.test(example)))
    return undefined;
  const isPercent = percent === '%';
  if (mark === ',') return { isPercent, ...(parted === '.' ? { groups: parted } : {}), hasComma: true };
  if (parted === ',' && mark === '.') return { isPercent, groups: parted, hasComma: false };
  return isPercent && parted === undefined ? { isPercent, hasComma: false } : undefined;
}

/** Whether it is 1234.5, or 1.234 among such as 1.234,5. */
const isPlain = (example: string, { groups }: NumberForm) =>
  groups === undefined
    ? Number.isFinite(Number(example))
    : new RegExp(`^\\s*[-+]?(\\d+|\\d{1,3}(\\${groups}\\d{3})+)\\s*$`).test(example);

/** As the expression reads it. */
function readAs({ isPercent, groups, hasComma }: NumberForm, example: string): number {
  const whole = isPercent ? example.replaceAll('%', '') : example;
  const ungrouped = groups === undefined ? whole : whole.replaceAll(groups, '');
  return Number(hasComma ? ungrouped.replaceAll(',', '.') : ungrouped);
}

function sqlOf(column: string, { isPercent, groups, hasComma }: NumberForm): string {
  const without = (from: string, sign: string, by = '') => `replace(${from}, '${sign}', '${by}')`;
  const whole = isPercent ? without(identifier(column), '%') : identifier(column);
  const ungrouped = groups === undefined ? whole : without(whole, groups);
  return hasComma ? without(ungrouped, ',', '.') : ungrouped;
}
