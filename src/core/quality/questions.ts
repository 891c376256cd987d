// What is asked of a column to see what others tell of it: which of few classes a row is, or whether it lies above the median.
import type { SampleColumn, SampleValue } from './sample';

export interface Questions {
  readonly asks: 'classes' | 'median';
  /** 1 or 0 a row. */
  readonly questions: readonly Uint8Array[];
}

const leastRowsOfClass = 10;
const mostClasses = 10;

/** Yes-or-no questions that make up the target; none where it cannot be asked about. */
export function questionsOf({ kind, values }: SampleColumn): Questions {
  const distinct = new Set(values.filter((value) => value !== null));
  if (kind === 'ordered' && distinct.size > mostClasses) {
    const sorted = Float64Array.from(
      values.filter((value): value is number => typeof value === 'number'),
    ).sort();
    const median = sorted[sorted.length >> 1] as number;
    return {
      asks: 'median',
      questions: askable([(value) => typeof value === 'number' && value >= median], values),
    };
  }
  if (distinct.size < 2 || distinct.size > mostClasses) return { asks: 'classes', questions: [] };
  const classes = [...distinct].sort();
  const tests = (classes.length === 2 ? classes.slice(1) : classes).map(
    (own) => (value: SampleValue) => value === own,
  );
  return { asks: 'classes', questions: askable(tests, values) };
}

function askable(
  tests: readonly ((value: SampleValue) => boolean)[],
  values: readonly SampleValue[],
): Uint8Array[] {
  return tests
    .map((test) => Uint8Array.from(values, (value) => Number(test(value))))
    .filter((answers) => {
      const yes = answers.reduce((sum, answer) => sum + answer, 0);
      return Math.min(yes, answers.length - yes) >= leastRowsOfClass;
    });
}
