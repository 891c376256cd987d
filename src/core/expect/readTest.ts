// Tests of texts that SQL cannot make: each different text is read once here, and counted as often as it occurs.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { literal } from '../quote';
import type { ValueTest } from './expectation';
import { readsAsDate } from './python/dateutil';
import { strptime } from './python/strptime';
import { presentValue } from './reading';
import { readJson } from './readJson';
import { judgeRows, rowAsks, type Rowwise } from './rowwise';
import {
  allOf,
  notMet,
  query,
  step,
  type ExpectedColumn,
  type ExpectedTable,
  type Step,
  type Verdict,
} from './step';

type ReadTest = Extract<ValueTest, { kind: 'reads' | 'format' | 'schema' }>;

/** So many offending texts select the rows that are shown. */
const named = 20;

export function readStep(
  { sql }: ExpectedTable,
  column: ExpectedColumn,
  test: ReadTest,
  asked: Rowwise,
): Step | Verdict {
  if (column.kind !== 'string') {
    if (test.kind !== 'reads' || test.as !== 'json') return notMet(`${column.name} holds no text`);
    return notMet(`${column.name} holds no text, so there is nothing to read as JSON`);
  }
  const reads = readerOf(test);
  const value = presentValue(column);
  const where = allOf(asked.rows, `${value} IS NOT NULL`) ?? 'true';
  return step(
    [
      ...rowAsks(asked),
      query(`SELECT ${value}::VARCHAR AS v, count(*) AS n FROM ${sql} WHERE ${where} GROUP BY 1 ORDER BY 1`),
    ],
    ([all, looked, answer]) => {
      const wrong = (answer as readonly { v: string; n: number }[]).filter(({ v }) => !reads(v));
      const offending = wrong.reduce((sum, { n }) => sum + n, 0);
      const some = wrong.slice(0, named).map(({ v }) => literal(v));
      return judgeRows(
        { ...asked, ...(some.length > 0 ? { where: `${where} AND ${value} IN (${some.join(', ')})` } : {}) },
        [all, looked, offending],
      );
    },
  );
}

function readerOf(test: ReadTest): (text: string) => boolean {
  switch (test.kind) {
    case 'format':
      return strptime(test.format);
    case 'schema': {
      // Formats are remarks, as they are to Python's jsonschema.
      const validate = new Ajv2020({ strict: false, validateFormats: false, logger: false }).compile(
        test.schema as object,
      );
      return (text) => {
        const read = readJson(text);
        return read !== undefined && validate(read.value);
      };
    }
    case 'reads':
      return test.as === 'json' ? (text) => readJson(text) !== undefined : readsAsDate;
  }
}
