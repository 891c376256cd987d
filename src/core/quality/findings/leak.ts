// A column that alone tells the target better than all others together: probably known only after the answer.
import { detector, type Found } from '../detector';

/**
 * One-sided level, shared among all columns asked about. It is of what the binned values of the others give when added up. Measured with
 * 2,000 rows, a target that hangs on the sum of three columns and a fourth that is that sum and a third of one's spread in noise: told
 * in 3 of 150 draws. Of the sum itself, which says all that the three do and loses nothing by bins, in 21 of 150.
 */
const level = 0.01;
/** Of classes: from here on there is hardly a doubt. A number may honestly hang on another one this closely. */
const nearlyPerfect = 0.99;

export const leak = detector('leak', ({ target, roles }) => {
  if (!target) return [];
  return target.dominant
    .filter(({ p, asked }) => p < level / asked)
    .map(({ column, auc, others, p, rows, asks, isCopy }): Found => {
      return {
        severity: isCopy || (asks === 'classes' && auc >= nearlyPerfect) ? 'error' : 'warning',
        columns: [column],
        message: `${column} alone tells ${asks === 'median' ? `whether ${roles.target} reaches its median` : roles.target} better (ROC AUC${asks === 'median' ? ' of these two halves' : ''} ${auc.toFixed(2)}) than all other columns together (${others.toFixed(2)}): is it known before the answer is?`,
        evidence: {
          auc,
          others,
          p,
          rows,
          method: 'cross-fitted evidence of binned values, paired DeLong and jackknife',
        },
        fix: {
          text: 'Leave it out where it is known only afterwards: the model would never have it in time.',
          step: { drop: [column] },
        },
      };
    });
});
