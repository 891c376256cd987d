// What the steps of a dataset demand of each other and of what the dataset names: roles that stay, and rows that are settled before anything is learnt from them.
import { splitColumn } from './splitBy';
import type { Complaint } from './complaint';
import type { Dataset } from './dataset';
import type { Path } from './schemaAt';
import { isOnRows, learns, mayChange, nameOf, type Step } from './step';
import { takenAway } from './takenAway';

/** `path`: of the dataset. */
export const complaintsAboutSteps = (path: Path, dataset: Dataset): readonly Complaint[] =>
  [...takenRoles(dataset), ...afterLearning(dataset)].map(({ index, ...rest }) => ({
    severity: 'error',
    path: [...path, 'prepare', index],
    ...rest,
  }));

interface StepComplaint extends Pick<Complaint, 'message' | 'hint'> {
  readonly index: number;
}

/** Steps that take away a column that the dataset names; those that a later step may make again are passed over. */
function takenRoles({ target, key, time, prepare = [] }: Dataset): readonly StepComplaint[] {
  return Object.entries({ target, key, time: time?.column }).flatMap(([role, column]) => {
    const taken = column === undefined ? undefined : takenAway(prepare, column);
    if (!taken || column === undefined) return [];
    const { index, step, now } = taken;
    return [
      {
        index,
        message: `This step ${whatItDoes(step, column)}, which is the dataset's ${role}.`,
        hint:
          now !== undefined
            ? `Write "${now}" for "${role}:", as it is called then, or take it out of the step.`
            : 'select' in step
              ? `Add it to the step, or leave "${role}:" out.`
              : `Take it out of the step, or leave "${role}:" out.`,
      },
    ];
  });
}

function whatItDoes(step: Step, column: string): string {
  if ('rename' in step) return `renames "${column}"`;
  if ('encode' in step) return `puts other columns in the place of "${column}"`;
  return `${'drop' in step ? 'drops' : 'leaves out'} "${column}"`;
}

/** What is learnt rests on the training rows: which these are has to be settled by then. */
function afterLearning(dataset: Dataset): readonly StepComplaint[] {
  const { prepare = [] } = dataset;
  const first = prepare.findIndex(learns);
  const learning = prepare[first];
  if (!learning) return [];
  const titleOf = (index: number, step: Step) => `step ${index + 1} (${nameOf(step)})`;
  const it = titleOf(first, learning);
  const column = splitColumn(dataset);
  return prepare.flatMap((step, index): StepComplaint[] => {
    if (index < first) return [];
    if (isOnRows(step))
      return [
        {
          index,
          message: `This step says which rows there are, but ${it} has learnt from the rows by then.`,
          hint: `Move it above ${it}.`,
        },
      ];
    if (column === undefined || !mayChange(step, column)) return [];
    return [
      {
        index,
        message:
          index === first
            ? `This step learns from the training rows and changes "${column}", which says which rows these are.`
            : `This step changes "${column}", by which the rows are split, but ${it} has learnt from the training rows by then.`,
        hint: index === first ? `Leave "${column}" out of it, or split another way.` : `Move it above ${it}.`,
      },
    ];
  });
}
