// Personal data, keys and passwords in a column that the manifest does not allow.
import { counted, percent } from '../../figures';
import { identifier } from '../../quote';
import { detector, type Found } from '../detector';
import type { PersonalColumn, PersonalPart } from '../personal/column';
import { nouns } from '../personal/nouns';

export const personalData = detector('personal-data', ({ profile, personal = [] }) =>
  personal.map((column) => found(column, profile.rows)),
);

function found({ column, parts, read }: PersonalColumn, rows: number): Found {
  const told = parts.map(
    (part) => `${part.scheme ?? nouns[part.kind]} in ${read < 1 ? 'about ' : ''}${share(part, rows)}`,
  );
  const examples = parts.flatMap((part) => part.examples.slice(0, 2)).slice(0, 3);
  const kinds = parts.map(({ kind }) => kind);
  const isSecret = kinds.some((kind) => kind === 'token' || kind === 'credentials');
  return {
    severity: 'warning',
    columns: [column],
    message: `${column} holds ${told.join(', ')}, e.g. ${examples.join(', ')}${read < 1 ? ` (${percent(read)} of its values were read)` : ''}.`,
    evidence: {
      kinds,
      rows: parts.map((part) => part.rows),
      shares: parts.map((part) => (rows === 0 ? 0 : part.rows / rows)),
      examples,
      read,
    },
    rows: `${identifier(column)} IS NOT NULL`,
    fix: {
      text: `Leave the column out where nothing needs it${isSecret ? ', and have the secrets changed' : ''}; where it names rows only, derive ${column} as sha256(${identifier(column)}::VARCHAR). What is meant to be there is allowed under personal in lifecycle.yaml: allow: [${kinds.join(', ')}].`,
      step: { drop: [column] },
    },
  };
}

const share = (part: PersonalPart, rows: number) =>
  `${counted(part.rows, 'row')} (${percent(rows === 0 ? 0 : part.rows / rows)})`;
