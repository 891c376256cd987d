// What a person should know of a preparation that went well: rows that a join did not find, made more of, or took from the future; and learning without a split.
import type { StepEffect } from '../../core/dataset/version';
import type { Problem } from '../../core/errors';
import { count, counted } from '../../core/figures';
import { learns, othersIn, type Step } from '../../core/manifest/step';
import { stepTitle, type Pipeline } from '../../core/prepare/pipeline';
import type { CollectOptions } from '../collect/collect';
import { placed } from './manifestPlace';

/** What the steps told of themselves, each at its place in the manifest. */
export const stepRemarks = (
  { remarks }: Pick<Pipeline, 'remarks'>,
  { project, name }: Pick<CollectOptions, 'project' | 'name'>,
): readonly Problem[] =>
  remarks.flatMap(({ index, message }) =>
    placed(project, [{ severity: 'warning', message }], ['datasets', name, 'prepare', index]),
  );

/** What they did to the rows, each at its place in the manifest. */
export function effectRemarks(
  effects: readonly StepEffect[],
  { project, name, dataset }: Pick<CollectOptions, 'project' | 'name' | 'dataset'>,
): readonly Problem[] {
  const { prepare: steps = [], split } = dataset;
  const told = steps.flatMap((step, index) => {
    const effect = effects[index];
    return (effect ? ofStep(step, effect, stepTitle(step, index, name)) : []).map((problem) => ({
      problem,
      index,
    }));
  });
  const learning = steps.findIndex(learns);
  const unsplit =
    learning < 0 || split
      ? []
      : [{ problem: withoutSplit(steps[learning], learning, name), index: learning }];
  return [...told, ...unsplit].flatMap(({ problem, index }) =>
    placed(project, [problem], ['datasets', name, 'prepare', index]),
  );
}

function ofStep(
  step: Step,
  { rowsBefore, rowsAfter, unmatched = 0, several = 0, later = 0 }: StepEffect,
  what: string,
): readonly Problem[] {
  const other = `"${othersIn(step)[0] ?? ''}"`;
  const remark = (message: string, hint: string): Problem => ({
    severity: 'warning',
    message: `${what}: ${message}`,
    hint,
  });
  return [
    ...(unmatched === 0
      ? []
      : [
          remark(
            `${count(unmatched)} of ${counted(rowsBefore, 'row')} found no row of ${other}.`,
            'See whether both sides write the values alike that they are found by.',
          ),
        ]),
    ...(several === 0
      ? []
      : [
          remark(
            `${counted(several, 'row')} found several rows of ${other}, so that ${counted(rowsBefore, 'row')} became ${count(rowsAfter)}.`,
            `Each such row counts more than once. Where one is meant, deduplicate ${other} by what it is found by.`,
          ),
        ]),
    ...(later === 0
      ? []
      : [
          remark(
            `it looks into the future: ${counted(later, 'row')} took a row of ${other} that is later than the row itself.`,
            'What is not known at a row’s time cannot be asked of a model then. Take join_asof, which takes none that is later.',
          ),
        ]),
  ];
}

const withoutSplit = (step: Step | undefined, index: number, name: string): Problem => ({
  severity: 'warning',
  message: `${step ? stepTitle(step, index, name) : name}: it learns from all rows, because the dataset is not split: nothing is kept apart to measure on.`,
  hint: 'Add a "split:", and it learns from the training rows alone.',
});
