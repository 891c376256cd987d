// A target with a class so rare that accuracy says nothing.
import { counted, percent } from '../../figures';
import { detector } from '../detector';
import { columnOf, presentIn } from '../facts';

/** A class is rare below this share of what it would have if all were equally frequent. */
const rare = 0.4;
const veryRare = 0.2;
const mostClasses = 20;

export const imbalance = detector('imbalance', ({ profile, roles }) => {
  const column = roles.target === undefined ? undefined : columnOf(profile, roles.target);
  if (!column || column.distinct < 2 || column.distinct > Math.min(mostClasses, column.top.length)) return [];
  const rarest = column.top.at(-1);
  const present = presentIn(profile, column);
  if (!rarest || present === 0 || column.semantic === 'number' || column.other > 0) return [];
  const share = rarest.count / present;
  const even = 1 / column.distinct;
  if (share >= rare * even) return [];
  return [
    {
      severity: share < veryRare * even ? 'warning' : 'info',
      columns: [column.name],
      message: `${column.name} is ${JSON.stringify(rarest.value)} in only ${percent(share)} of the rows (${counted(rarest.count, 'row')}).`,
      evidence: { class: rarest.value, count: rarest.count, rows: present, share },
      fix: {
        text: 'Judge by roc_auc or average_precision, not by accuracy, and choose the threshold on validation.',
      },
    },
  ];
});
