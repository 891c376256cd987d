// Filling a model template in for a dataset: what is predicted, as what, and from which columns it cannot be learnt.
import { tooManyClasses } from '../evaluate/positive';
import type { ColumnProfile, Profile } from '../profile/profile';

export interface TemplateFacts {
  readonly target: string;
  readonly task: 'classification' | 'regression';
  /** Two values of which one has to be called positive, the rarer first; undefined where there are not two. */
  readonly answers?: readonly [string, string];
  /** Why no model of this target can be judged, and what to do; undefined where it has not more than two classes. */
  readonly tooMany?: { readonly message: string; readonly hint: string };
  /** Columns that name a row or hold free text or times: kept from the model. */
  readonly notInputs: readonly string[];
}

/** Up to so many different numbers are taken for classes. */
const mostClasses = 10;

/** Columns that can be predicted: those with more than one value and no identity of their own. */
export const possibleTargets = ({ columns }: Profile): readonly ColumnProfile[] =>
  columns.filter((column) => column.distinct > 1 && !isIdentity(column) && !isTime(column));

export function templateFacts(
  profile: Profile,
  target: string,
  roles: { readonly key?: string; readonly time?: string } = {},
): TemplateFacts {
  const column = profile.columns.find(({ name }) => name === target);
  const isNumber = column?.kind === 'integer' || column?.kind === 'number';
  const task = isNumber && (column?.distinct ?? 0) > mostClasses ? 'regression' : 'classification';
  const [common, rare, third] = column?.top ?? [];
  const isBinary = task === 'classification' && column?.distinct === 2 && common && rare && !third;
  const tooMany =
    column && task === 'classification'
      ? tooManyClasses({
          target,
          classes: column.top.map(({ value }) => (isNumber ? String(Number(value)) : value)).sort(),
          count: column.distinct,
        })
      : undefined;
  return {
    target,
    task,
    ...(tooMany && { tooMany }),
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
  ['id', 'text', 'email', 'phone', 'url'].includes(semantic);
/** A time that is still text is one too: as a text it would be learnt by heart. */
const isTime = ({ semantic }: ColumnProfile) => semantic === 'date';
