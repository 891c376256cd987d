// Columns of lists or objects, as JSON and Parquet may hold: a model takes one value of a column a row.
import { isNested } from '../../profile/kind';
import { detector, type Found } from '../detector';

export const nested = detector('nested', ({ profile, roles }) =>
  profile.columns
    .filter(({ type }) => isNested(type))
    .map(({ name, type, distinct }): Found => {
      const isTarget = name === roles.target;
      return {
        severity: roles.target === undefined ? 'warning' : 'error',
        columns: [name],
        message: `${name} holds ${type.endsWith(']') ? 'lists' : 'objects'}: no model takes them.`,
        evidence: { type, distinct },
        fix: isTarget
          ? { text: 'Derive a column of single values from it, and name that as the target.' }
          : {
              text: 'Leave the column out. What is worth learning of it has to come as a column of its own, in the data and with each row to predict.',
              step: { drop: [name] },
            },
      };
    }),
);
