// `encode`: numbers in place of categories that the training rows have.
import type { LearntOfStep } from '../../dataset/learnt';
import type { Column } from '../../dataset/version';
import type { Problem } from '../../errors';
import { count } from '../../figures';
import type { Written } from '../../manifest/step';
import { identifier, literal } from '../../quote';
import { findColumns } from '../columns';
import { isMissing, isNested } from '../columnType';
import { exactly, readerOf, type LearntReader } from '../learnt';
import { categoriesOf, type Categories } from '../statistics';
import { changeTo, edit, kept, nameProblems, type Output } from './change';
import type { StepMeaning } from './meaning';
import { nothingToLearn } from './numbers';

type Encoding = Written<'encode'>;

export const encode: StepMeaning<Encoding> = {
  async learn(written, before, { training, what }) {
    const { found, problems } = findColumns(written.columns, before, what);
    const wrong = [...problems, ...found.flatMap((column) => noCategories(what, column))];
    if (wrong.length > 0) return { problems: wrong };
    const learnt: Record<string, LearntOfStep[string]> = {};
    const remarks: string[] = [];
    const taken = new Set(before.map(({ name }) => name.toLowerCase()));
    for (const column of found) {
      const categories = await categoriesOf(training, column, written.most);
      const { values, distinct } = categories;
      if (values.length === 0) wrong.push(nothingToLearn(what, column.name));
      if (distinct > values.length)
        remarks.push(
          `${what}: "${column.name}" has ${count(distinct)} values in the training rows; the ${count(values.length)} most frequent are told apart, each other one becomes ${written.unseen}.`,
        );
      learnt[column.name] = learntOf(column.name, written, categories, taken);
    }
    return wrong.length > 0 ? { problems: wrong } : { learnt, remarks };
  },
  compile: (written, before, place) => {
    const { columns, by } = written;
    const { found, problems } = findColumns(columns, before.columns, place.what);
    const wrong = [...problems, ...found.flatMap((column) => noCategories(place.what, column))];
    if (wrong.length > 0) return { problems: wrong };
    if (by !== 'one_hot')
      return changeTo(
        before,
        edit(columns, before.columns, place.what, (column) => ({
          sql: numberOf(column, written, readerOf(place.learnt, column.name)),
          type: by === 'ordinal' ? 'BIGINT' : 'DOUBLE',
          changes: `NOT ${isMissing(column)}`,
        })),
        place,
      );
    const outputs = before.columns.flatMap((column): readonly Output[] =>
      columns.includes(column.name)
        ? indicators(column, written, readerOf(place.learnt, column.name))
        : [kept(column)],
    );
    const clashes = nameProblems(outputs, place.what);
    return changeTo(
      before,
      clashes.length > 0 ? { problems: clashes } : { outputs, touched: columns },
      place,
    );
  },
  serving: {
    narrow: (written, wanted, { learnt }) => {
      const isOneHot = written.by === 'one_hot';
      const columns = written.columns.filter((column) =>
        isOneHot ? madeOf(learnt, column).some((name) => wanted.has(name)) : wanted.has(column),
      );
      const before = new Set(wanted);
      if (isOneHot)
        for (const column of columns) {
          for (const name of madeOf(learnt, column)) before.delete(name);
          before.add(column);
        }
      return { ...(columns.length > 0 && { written: { ...written, columns } }), wanted: before };
    },
    after: ({ columns, by }, before, learnt) => {
      if (by !== 'one_hot') return before;
      const after = new Set([...before].filter((name) => !columns.includes(name)));
      for (const column of columns) for (const name of madeOf(learnt, column)) after.add(name);
      return after;
    },
  },
};

function noCategories(what: string, { name, type }: Column): readonly Problem[] {
  if (!isNested(type)) return [];
  return [
    { severity: 'error', message: `${what}: "${name}" holds ${type}, whose values are no categories.` },
  ];
}

/** `taken`: names that columns have, in small letters; those of new columns are added. */
function learntOf(
  column: string,
  { by, unseen }: Encoding,
  { values, rows, present }: Categories,
  taken: Set<string>,
): LearntOfStep[string] {
  switch (by) {
    case 'ordinal':
      return { values };
    case 'frequency': {
      const told = rows.reduce((sum, one) => sum + one, 0);
      return {
        values,
        shares: rows.map((one) => one / present),
        ...(unseen === 'other' && { other: present === 0 ? 0 : (present - told) / present }),
      };
    }
    case 'one_hot': {
      const named = (value: string) => {
        const name = freeName(`${column}_${value}`, taken);
        taken.add(name.toLowerCase());
        return name;
      };
      return { values, names: [...values, ...(unseen === 'other' ? ['other'] : [])].map(named) };
    }
  }
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let more = 2; taken.has(free.toLowerCase()); more += 1) free = `${name}_${more}`;
  return free;
}

/** One number a value; what is not among the learnt ones is `other`, or missing. */
function numberOf(column: Column, { by, unseen }: Encoding, learnt: LearntReader): string {
  const values = learnt.texts('values');
  const shares = by === 'frequency' ? learnt.numbers('shares') : [];
  const written = (at: number) => (by === 'ordinal' ? String(at) : exactly(shares[at] ?? 0));
  const rest =
    unseen === 'missing'
      ? 'NULL'
      : by === 'ordinal'
        ? String(values.length)
        : exactly(learnt.number('other'));
  const cases = values.map((value, at) => `WHEN ${literal(value)} THEN ${written(at)}`);
  const number = cases.length === 0 ? rest : `CASE ${text(column)} ${cases.join(' ')} ELSE ${rest} END`;
  return `CAST(CASE WHEN NOT ${isMissing(column)} THEN ${number} END AS ${by === 'ordinal' ? 'BIGINT' : 'DOUBLE'})`;
}

/** A column of 0 and 1 for each learnt value, and one for all others where they are `other`. */
function indicators(column: Column, { unseen }: Encoding, learnt: LearntReader): readonly Output[] {
  const values = learnt.texts('values');
  const names = learnt.texts('names');
  const conditions = [
    ...values.map((value) => `${text(column)} = ${literal(value)}`),
    ...(unseen === 'other'
      ? [
          values.length === 0
            ? 'true'
            : `${text(column)} NOT IN (${values.map((value) => literal(value)).join(', ')})`,
        ]
      : []),
  ];
  return conditions.map((condition, at) => ({
    column: { name: names[at] ?? '', type: 'BIGINT' },
    sql: `CAST(CASE WHEN ${isMissing(column)} THEN 0 WHEN ${condition} THEN 1 ELSE 0 END AS BIGINT)`,
  }));
}

const text = ({ name }: Column) => `CAST(${identifier(name)} AS VARCHAR)`;

const madeOf = (learnt: LearntOfStep | undefined, column: string) => readerOf(learnt, column).texts('names');
