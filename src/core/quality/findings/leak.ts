// A column that alone tells the target better than all others together: probably known only after the answer.
import { detector, type Found } from '../detector';

/** One-sided level, shared among all columns asked about. */
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
