// Columns whose values are others than in the version before: beyond the range of then, new or gone ones, missing more or less often.
import { counted, figure, percent } from '../../figures';
import { identifier, isOneOf, literal } from '../../quote';
import { day } from '../../times';
import { isNumeric, isTime } from '../../profile/kind';
import { valueChanges, type ValueChange } from '../changes';
import { detector, type Found } from '../detector';
import { columnOf, type Facts } from '../facts';
import type { Previous } from '../previous';

/** From this share of the rows on it is more than worth knowing. */
const many = 0.01;
const shown = 3;

export const valueChange = detector('value-change', (facts) => {
  const { previous, profile, roles, unique } = facts;
  if (!previous) return [];
  return profile.columns.flatMap((column): Found[] => {
    const before = columnOf(previous.profile, column.name);
    const isRunning = [roles.key, roles.time].includes(column.name) || unique.includes(column.name);
    if (before?.kind !== column.kind || isRunning || isTime(column.kind)) return [];
    const changes = valueChanges(column, before, { profile, previous: previous.profile });
    return changes.length === 0 ? [] : [found(column.name, changes, { facts, previous })];
  });
});

function found(
  column: string,
  changes: readonly ValueChange[],
  { facts: { profile }, previous }: { readonly facts: Facts; readonly previous: Previous },
): Found {
  const rows = changes.reduce((most, change) => Math.max(most, change.rows / profile.rows), 0);
  const isText = !isNumeric(columnOf(profile, column)?.kind ?? 'other');
  const where = changes.flatMap((change) => condition(column, change, isText));
  return {
    severity: rows >= many || changes.some(({ kind }) => kind === 'gone') ? 'warning' : 'info',
    columns: [column],
    message: `Since the version of ${day(previous.at)}, ${changes.map((change) => told(column, change)).join('; ')}.`,
    evidence: {
      since: previous.at,
      changes: changes.map(({ kind }) => kind),
      rows: changes.map((change) => change.rows),
    },
    ...(where.length > 0 ? { rows: where.join(' OR ') } : {}),
    fix: {
      text: 'See whether the source changed how it writes the column; a model that learnt from the version before has not seen such values.',
    },
  };
}

function told(column: string, change: ValueChange): string {
  switch (change.kind) {
    case 'beyond':
      return `${column} lies ${change.side} ${figure(change.bound)}, the ${change.side === 'above' ? 'largest' : 'smallest'} then, in ${counted(change.rows, 'row')}`;
    case 'new':
      return `${column} has ${counted(change.values.length, 'new value')} in ${counted(change.rows, 'row')}: ${list(change.values)}`;
    case 'gone':
      return `${column} is no longer ${list(change.values)}, as in ${counted(change.rows, 'row')} then`;
    case 'missing':
      return `${column} is missing in ${percent(change.now)} of the rows instead of ${percent(change.before)}`;
  }
}

const list = (values: readonly string[]) =>
  `${values
    .slice(0, shown)
    .map((value) => JSON.stringify(value))
    .join(', ')}${values.length > shown ? ', …' : ''}`;

function condition(column: string, change: ValueChange, isText: boolean): string[] {
  switch (change.kind) {
    case 'beyond':
      return [`${identifier(column)} ${change.side === 'above' ? '>' : '<'} ${literal(change.bound)}`];
    case 'new':
      return [
        isOneOf(column, isText ? change.values.slice(0, 100) : change.values.slice(0, 100).map(Number)),
      ];
    case 'missing':
      return change.now > 0 ? [`${identifier(column)} IS NULL`] : [];
    case 'gone':
      return [];
  }
}
