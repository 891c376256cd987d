// What is asked of the table itself, which its columns answer without a look at the rows.
import type { Check } from './expectation';
import { notMet, type ExpectedTable, type Verdict } from './step';
import { hasTypeNamed } from './typeNames';

type ShapeCheck = Extract<Check, { kind: 'column' | 'columns' | 'columnType' | 'settled' }>;

export function shapeVerdict({ columns }: ExpectedTable, check: ShapeCheck): Verdict {
  const names = columns.map(({ name }) => name);
  const told = (passed: boolean, observed: string): Verdict => ({
    ...notMet(observed),
    passed,
    unexpectedCount: passed ? 0 : 1,
    elementCount: 1,
  });
  switch (check.kind) {
    case 'settled':
      return told(check.passed, check.observed);
    case 'column': {
      const at = names.indexOf(check.column);
      if (at < 0) return told(false, `there is no column ${check.column}`);
      if (check.index === undefined) return told(true, 'it is there');
      return told(names.at(check.index) === check.column, `it is at index ${at}`);
    }
    case 'columnType': {
      const column = columns.find(({ name }) => name === check.column);
      if (!column) return notMet(`there is no column ${check.column}`);
      return { ...told(hasTypeNamed(column, check.names), column.type), value: column.type };
    }
    case 'columns': {
      const missing = check.names.filter((name) => !names.includes(name));
      const added = check.need === 'subset' ? [] : names.filter((name) => !check.names.includes(name));
      const isOrdered = check.need !== 'list' || JSON.stringify(names) === JSON.stringify(check.names);
      const observed = [
        ...(missing.length > 0 ? [`not there: ${missing.join(', ')}`] : []),
        ...(added.length > 0 ? [`not expected: ${added.join(', ')}`] : []),
        ...(missing.length + added.length === 0 && !isOrdered
          ? [`in another order: ${names.join(', ')}`]
          : []),
      ];
      return { ...told(observed.length === 0, observed.join('; ') || 'all as expected'), value: names };
    }
  }
}
