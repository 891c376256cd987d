// How `bin` is written: numbers in steps, by edges given or learnt.
import * as z from 'zod';
import { column, like } from '../scalars';
import { stepShape } from './shape';

const isRising = (edges: readonly number[]) =>
  edges.every((edge, at) => at === 0 || edge > Number(edges[at - 1]));

const schema = z
  .strictObject({
    column: like(column, 'age').describe('The column of numbers.'),
    edges: like(
      z
        .array(z.number())
        .min(1, 'Write at least one edge.')
        .refine(isRising, 'Write the edges in rising order.'),
      [18, 30, 65],
    )
      .optional()
      .describe(
        'Where a bin begins: what is less than the first edge is in bin 0, from the first edge on in bin 1.',
      ),
    labels: like(z.array(z.string()), ['minor', 'young', 'middle', 'old'])
      .optional()
      .describe('Names of the bins, one more than there are edges; without, they are numbers from 0.'),
    quantile: like(z.number().int().min(2).max(1000), 4)
      .optional()
      .describe(
        'In place of `edges`: so many bins of equally many training rows; fewer where values repeat.',
      ),
  })
  .superRefine(({ edges, labels, quantile }, context) => {
    const complain = (message: string) => context.addIssue({ code: 'custom', message });
    if ((edges === undefined) === (quantile === undefined))
      complain('Write "edges" or "quantile", one of them.');
    else if (labels && !edges)
      complain('Labels need "edges": how many bins quantiles give, the data decides.');
    else if (labels && edges && labels.length !== edges.length + 1)
      complain(`${edges.length} edges make ${edges.length + 1} bins, but there are ${labels.length} labels.`);
  });

export const bin = stepShape({
  schema: like(
    schema,
    { column: 'age', edges: [18, 30, 65], labels: ['minor', 'young', 'middle', 'old'] },
    { column: 'balance', quantile: 4 },
  ).describe('Puts the bin that a number falls into in its place.'),
  isOnRows: false,
  names: ({ column }) => [column],
  mayChange: (written, column) => written.column === column,
  learns: ({ quantile }) => quantile !== undefined,
});
