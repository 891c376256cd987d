// Missing values: of the target an error, of most of a column a warning, else worth knowing.
import { counted, percent } from '../../figures';
import { identifier } from '../../quote';
import { detector, type Found } from '../detector';

const most = 0.5;

export const missing = detector('missing', ({ profile, roles }) =>
  profile.columns
    .filter(({ missing: count }) => count > 0 && count < profile.rows)
    .map(({ name, missing: count }): Found => {
      const share = count / profile.rows;
      const isTarget = name === roles.target;
      const rows = `${identifier(name)} IS NULL`;
      return {
        severity: isTarget ? 'error' : share >= most ? 'warning' : 'info',
        columns: [name],
        message: isTarget
          ? `The target ${name} is missing in ${counted(count, 'row')} (${percent(share)}).`
          : `${name} is missing in ${percent(share)} of the rows.`,
        evidence: { missing: count, rows: profile.rows, share },
        rows,
        fix: isTarget
          ? {
              text: 'Leave out rows without a target: nothing can be learnt from them.',
              step: { filter: `${identifier(name)} IS NOT NULL` },
            }
          : {
              text: 'Nothing to do where the model takes missing values; else fill them in training, not here.',
            },
      };
    }),
);
