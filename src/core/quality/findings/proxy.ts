// Columns that tell a sensitive column: a model without that one can still rest on it.
import { detector, type Found } from '../detector';

/** Of ROC AUC, from here on hardly a row is told wrongly. */
const nearlyAll = 0.9;

export const proxy = detector('proxy', ({ proxies = [] }) =>
  proxies.map(({ column, sensitive, asks, auc, low, rows }): Found => {
    const what = asks === 'median' ? `whether ${sensitive} is above its median` : sensitive;
    return {
      severity: low >= nearlyAll ? 'warning' : 'info',
      columns: [column, sensitive],
      message: `${column} tells ${what} (ROC AUC ${auc.toFixed(2)}): a model that does not have ${sensitive} may still decide by it.`,
      evidence: { auc, low, rows },
      fix: {
        text: `Measure how a model treats the groups of ${sensitive} (slices and fairness of its evaluation); leave ${column} out where nothing else speaks for it.`,
      },
    };
  }),
);
