// Columns that came, went, or hold another kind of values than in the version before.
import { day } from '../../times';
import { detector } from '../detector';
import { columnOf } from '../facts';

export const schemaChange = detector('schema-change', ({ previous, profile }) => {
  if (!previous) return [];
  const gone = previous.profile.columns
    .filter(({ name }) => !columnOf(profile, name))
    .map(({ name }) => name);
  const fresh = profile.columns
    .filter(({ name }) => !columnOf(previous.profile, name))
    .map(({ name }) => name);
  const others = profile.columns.flatMap(({ name, kind }) => {
    const before = columnOf(previous.profile, name)?.kind;
    return before !== undefined && before !== kind ? [{ name, kind, before }] : [];
  });
  if (gone.length + fresh.length + others.length === 0) return [];
  const told = [
    ...(gone.length > 0 ? [`${listed(gone)} ${gone.length === 1 ? 'is' : 'are'} gone`] : []),
    ...(fresh.length > 0 ? [`${listed(fresh)} ${fresh.length === 1 ? 'is' : 'are'} new`] : []),
    ...others
      .slice(0, most)
      .map(({ name, kind, before }) => `${name} is ${words[kind]} instead of ${words[before]}`),
    ...(others.length > most ? [`and so ${others.length - most} more`] : []),
  ];
  return [
    {
      severity: gone.length + others.length > 0 ? 'warning' : 'info',
      columns: [],
      message: `Since the version of ${day(previous.at)}, ${told.join('; ')}.`,
      evidence: { since: previous.at, gone, new: fresh, otherKind: others.map(({ name }) => name) },
      fix: {
        text: 'See whether the source changed; what was prepared, expected and learnt before may not fit any more.',
      },
    },
  ];
});

const most = 5;
const listed = (names: readonly string[]) =>
  `${names.slice(0, most).join(', ')}${names.length > most ? ` and ${names.length - most} more` : ''}`;

const words = {
  integer: 'whole numbers',
  number: 'numbers',
  string: 'text',
  boolean: 'yes or no',
  date: 'dates',
  timestamp: 'times',
  other: 'lists or objects',
} as const;
