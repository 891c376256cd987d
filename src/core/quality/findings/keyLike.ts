// Columns that number or name the rows: a model that is given one learns rows by heart.
import { counted } from '../../figures';
import { detector, type Found } from '../detector';
import { columnOf } from '../facts';

/** In fewer rows, all values may differ by chance. */
const leastRows = 50;

export const keyLike = detector('key-like', ({ profile, unique, roles, texts }) => {
  if (profile.rows < leastRows) return [];
  return unique.flatMap((name): Found[] => {
    const column = columnOf(profile, name);
    const hasRole = [roles.key, roles.target, roles.time].includes(name);
    const isNaming = column?.kind === 'string' || column?.kind === 'integer';
    const isRead = texts.some((text) => text.column === name);
    if (!column || hasRole || !isNaming || column.missing > 0 || isRead) return [];
    return [
      {
        severity: 'warning',
        columns: [name],
        message: `${name} is different in each of ${counted(profile.rows, 'row')}: it names rows rather than describing them.`,
        evidence: { distinct: profile.rows, rows: profile.rows },
        fix: {
          text: `Name it as the dataset's key, or leave it out.`,
          step: { drop: [name] },
        },
      },
    ];
  });
});
