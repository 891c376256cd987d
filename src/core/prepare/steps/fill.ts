// `fill`: a value where none is, given or learnt.
import type { LearntOfStep } from '../../dataset/learnt';
import type { Column } from '../../dataset/version';
import type { Problem } from '../../errors';
import type { Written } from '../../manifest/step';
import { learntFill, type LearntFill } from '../../manifest/steps/fill';
import { stepText } from '../../manifest/writtenStep';
import { identifier, literal } from '../../quote';
import { findColumns } from '../columns';
import { isFloating, isMissing, isNested, isTime } from '../columnType';
import { exactly, readerOf } from '../learnt';
import { categoriesOf, momentsOf, quantilesOf } from '../statistics';
import { changeTo, edit, type Cells } from './change';
import { fitting } from './fitting';
import { inColumns } from './inColumns';
import type { Learning, Lesson, StepMeaning, StepPlace } from './meaning';
import { asNumber, learntRanges, noNumbers, nothingToLearn } from './numbers';

export const fill: StepMeaning<Written<'fill'>> = {
  async learn({ columns, with: value }, before, asked) {
    const by = learntFill(value);
    if (by === 'mode' || by === undefined) return modes(columns, before, asked);
    const ranges = await learntRanges(columns, before, asked);
    if ('problems' in ranges) return ranges;
    const found =
      by === 'mean'
        ? (await momentsOf(asked.training, columns, ranges.ranges)).map(({ mean }) => mean)
        : (await quantilesOf(asked.training, columns, [0.5])).map(([median = 0]) => median);
    return { learnt: Object.fromEntries(columns.map((column, at) => [column, { value: found[at] ?? 0 }])) };
  },
  compile: ({ columns, with: value }, before, place) => {
    const by = learntFill(value);
    return changeTo(
      before,
      edit(columns, before.columns, place.what, (column) =>
        by === undefined ? given(column, value, place) : learnt(column, by, place),
      ),
      place,
    );
  },
  serving: inColumns(),
};

async function modes(
  names: readonly string[],
  columns: readonly Column[],
  { training, what }: Learning,
): Promise<Lesson> {
  const { found, problems } = findColumns(names, columns, what);
  const nested = found.filter(({ type }) => isNested(type));
  const wrong = [...problems, ...nested.map((column) => noValue(what, column))];
  if (wrong.length > 0) return { problems: wrong };
  const modes: LearntOfStep[string][] = [];
  for (const column of found) {
    const [value] = (await categoriesOf(training, column, 1)).values;
    if (value === undefined) wrong.push(nothingToLearn(what, column.name));
    else modes.push({ value: isFloating(column.type) ? Number(value) : value });
  }
  if (wrong.length > 0) return { problems: wrong };
  return { learnt: Object.fromEntries(found.map(({ name }, at) => [name, modes[at] ?? {}])) };
}

const noValue = (what: string, { name, type }: Column): Problem => ({
  severity: 'error',
  message: `${what}: "${name}" holds ${type}, whose values are no single ones.`,
});

function learnt(column: Column, by: LearntFill, { what, learnt: values }: StepPlace): Cells | Problem {
  const { name, type } = column;
  const read = readerOf(values, name);
  if (by !== 'mode') {
    const problem = noNumbers(what, column);
    if (problem) return problem;
    return filled(column, exactly(read.number('value')), 'DOUBLE');
  }
  return filled(
    column,
    isFloating(type) ? exactly(read.number('value')) : `CAST(${literal(read.text('value'))} AS ${type})`,
    type,
  );
}

function given(column: Column, value: Written<'fill'>['with'], { what }: StepPlace): Cells | Problem {
  const { name, type } = column;
  // One that is no date fails rather than being missing again.
  const fits = isTime(type) ? `CAST(${literal(String(value))} AS ${type})` : fitting(value, type);
  if (fits !== undefined) return filled(column, fits, type);
  return {
    severity: 'error',
    message: `${what}: "${name}" holds ${type}, so ${JSON.stringify(value)} cannot stand in it.`,
    hint: `Cast it first, e.g. "${stepText({ cast: { [name]: typeof value === 'number' ? 'number' : 'string' } })}".`,
  };
}

function filled(column: Column, value: string, type: string): Cells {
  const kept = type === 'DOUBLE' ? asNumber(column.name) : identifier(column.name);
  return {
    sql: `CAST(CASE WHEN ${isMissing(column)} THEN ${value} ELSE ${kept} END AS ${type})`,
    type,
    changes: isMissing(column),
  };
}
