// How `replace` is written: one value in place of another.
import * as z from 'zod';
import { column, like } from '../scalars';
import { stepShape } from './shape';
import { columns, namedColumns, valueOrNull } from './written';

type Value = z.infer<typeof valueOrNull>;

/** Long form `{columns, from, to}`; the short form `{column: poutcome, unknown: null}` reads every other key as a value to replace. */
const schema = z
  .object({
    column: like(column, 'poutcome').optional().describe('The column to replace in.'),
    columns: like(columns, ['job', 'education']).optional().describe('The columns to replace in.'),
  })
  .catchall(valueOrNull.describe('A value, and what stands there instead; also as `from` and `to`.'))
  .transform(({ column, columns, ...pairs }, context) => {
    const on = namedColumns({ column, columns }, context, 'to replace in');
    const isLong = 'from' in pairs && 'to' in pairs && Object.keys(pairs).length === 2;
    const entries: [Value, Value][] = isLong
      ? [[pairs['from'] ?? null, pairs['to'] ?? null]]
      : Object.entries(pairs);
    if (entries.length === 0) context.addIssue({ code: 'custom', message: 'Say what to replace.' });
    return { columns: on, pairs: entries };
  });

export const replace = stepShape({
  schema: like(schema, { column: 'poutcome', unknown: null }, {
    columns: ['pdays', 'previous'],
    from: -1,
    to: null,
  } as unknown as z.input<typeof schema>).describe('Replaces values.'),
  isOnRows: false,
  names: ({ columns }) => columns,
  mayChange: ({ columns }, column) => columns.includes(column),
});
