// Files that are not written as expected and were read all the same: the reader's own warnings.
import { problemText, type Problem } from '../../errors';
import { detector } from '../detector';

/** How many warnings are told; the rest is counted. */
const told = 5;

export const oddFile = detector('odd-file', ({ profile: { warnings = [] } }) => {
  if (warnings.length === 0) return [];
  const more = warnings.length - told;
  const hints = [...new Set(warnings.flatMap(({ hint }) => (hint === undefined ? [] : [hint])))];
  return [
    {
      severity: 'warning',
      columns: [],
      message: [
        ...warnings.slice(0, told).map(place),
        ...(more > 0 ? [`${more} more ${more === 1 ? 'warning' : 'warnings'}.`] : []),
      ].join(' '),
      evidence: {},
      ...(hints.length > 0 ? { fix: { text: hints.join(' ') } } : {}),
    },
  ];
});

const place = ({ hint: _hint, ...problem }: Problem) => problemText(problem);
