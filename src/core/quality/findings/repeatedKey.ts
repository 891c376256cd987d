// A key that comes again names groups of rows, which is told: whoever took it for the name of a row would join by it wrongly.
import { count, counted } from '../../figures';
import { detector } from '../detector';
import { columnOf, presentIn } from '../facts';

export const repeatedKey = detector('repeated-key', ({ profile, unique, roles, split, seenIn }) => {
  const column = roles.key === undefined ? undefined : columnOf(profile, roles.key);
  if (seenIn === 'collected' || split?.by === 'key' || !column || unique.includes(column.name)) return [];
  const [rows, { name, distinct, isDistinctExact }] = [presentIn(profile, column), column];
  if (rows < 2) return [];
  return [
    {
      severity: 'info',
      columns: [name],
      message: `${name} comes again: it has ${isDistinctExact ? '' : 'about '}${counted(distinct, 'value')} in ${count(rows)} rows. So it names groups of rows, each counted as one in what figures rest on.`,
      evidence: { distinct, rows },
      fix: {
        text:
          roles.time === undefined
            ? 'Name the column of their time as time too, else the label of such a row is told from no other; or name a key that each row has for itself.'
            : 'Files of labels need the time of a row beside it; or name a key that each row has for itself.',
      },
    },
  ];
});
