// A table without a row: a header alone, something that is no table, or steps that kept nothing.
import { detector } from '../detector';

export const noRows = detector('no-rows', ({ profile, seenIn }) => {
  if (profile.rows > 0) return [];
  const names = profile.columns.map(({ name }) => name);
  return [
    {
      severity: 'error',
      columns: [],
      message: seenIn === 'collected' ? 'The data has no row.' : 'No row is left after preparation.',
      evidence: { rows: 0, columns: names },
      fix: {
        text: `Look at the ${seenIn === 'collected' ? 'source: it may be a header alone, or no table at all' : 'steps that leave rows out, and at the source'}. It has ${names.length === 1 ? 'one column' : `${names.length} columns`}: ${names.slice(0, 5).join(', ')}.`,
      },
    },
  ];
});
