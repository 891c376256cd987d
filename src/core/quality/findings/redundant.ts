// Columns that say what another column says already.
import { percent, counted } from '../../figures';
import { detector, type Found } from '../detector';
import type { Redundancy } from '../redundancy';

export const redundant = detector('redundant', ({ redundant: pairs = [] }) =>
  pairs.map((pair): Found => {
    const { column, of, how, strength, rows } = pair;
    const isSame = how === 'copy' || how === 'recoded';
    return {
      severity: isSame ? 'warning' : 'info',
      columns: [column, of],
      message: `${sentences[how](pair)}.`,
      evidence: {
        ...(how === 'alike'
          ? { rankCorrelation: strength }
          : how === 'mostly'
            ? { sameShare: strength }
            : {}),
        rows,
      },
      fix: isSame
        ? { text: 'Leave one of them out: it tells nothing more.', step: { drop: [column] } }
        : { text: fixes[how] },
    };
  }),
);

const sentences: Readonly<Record<Redundancy['how'], (pair: Redundancy) => string>> = {
  copy: ({ column, of }) => `${column} has the same values as ${of}`,
  recoded: ({ column, of }) =>
    `${column} is ${of} written otherwise: each value of the one goes with one of the other`,
  told: ({ column, of }) => `${of} tells ${column}: each of its values goes with one value of ${column}`,
  mostly: ({ column, of, strength, rows }) =>
    `${column} has the same value as ${of} in ${percent(strength)} of ${counted(rows, 'row')}`,
  alike: ({ column, of, strength }) =>
    `${column} rises and falls with ${of} (rank correlation ${strength.toFixed(3)}): the two tell nearly the same`,
};

const fixes: Readonly<Record<Exclude<Redundancy['how'], 'copy' | 'recoded'>, string>> = {
  told: 'Nothing to do for most models; weights that a linear one gives to both mean little.',
  mostly: 'See which of them is right where they differ; one of them may be enough.',
  alike: 'Nothing to do for most models; weights that a linear one gives to both mean little.',
};
