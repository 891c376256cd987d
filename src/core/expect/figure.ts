// A figure of a column or of the table, and whether it lies where it is expected.
import { isNumeric, isTime } from '../profile/kind';
import type { Json } from '../json';
import { identifier } from '../quote';
import type { Check, FigureName, Range } from './expectation';
import { asDouble, comparable, presentValue } from './reading';
import {
  notMet,
  numberOf,
  over,
  scan,
  sorted,
  step,
  type Ask,
  type ExpectedColumn,
  type ExpectedTable,
  type Step,
  type Verdict,
} from './step';
import { numberVerdict } from './range';
import { notComparable } from './valueTest';

type FigureCheck = Extract<Check, { kind: 'figure' }>;

/** `rows`: the condition of rows that are spoken of. */
export function figureStep(
  table: ExpectedTable,
  column: ExpectedColumn | undefined,
  { of, range }: FigureCheck,
  rows: string | undefined,
): Step | Verdict {
  if (of === 'columns') return numberVerdict(table.columns.length, range, 0);
  const all = scan(over('count(*)', rows));
  if (of === 'rows') return step([all], ([n]) => numberVerdict(numberOf(n), range, numberOf(n)));
  if (!column) return notMet('it names no column');
  if ((of === 'min' || of === 'max') && !isNumeric(column.kind)) return extreme(column, of, range, rows);
  if (needsNumbers.has(of) && !isNumeric(column.kind)) {
    if (of === 'median' && isTime(column.kind)) return extreme(column, of, range, rows);
    return notMet(`${column.name} holds no numbers`);
  }
  const { asks, value } = figures(column, rows)[of];
  return step([all, ...asks], ([n, ...answers]) =>
    numberVerdict(value(answers.map(numberOf), numberOf(n)), range, numberOf(n)),
  );
}

const needsNumbers: ReadonlySet<FigureName> = new Set(['mean', 'median', 'sum', 'sd']);

interface Figure {
  readonly asks: readonly Ask[];
  /** NaN where there is none. */
  readonly value: (answers: readonly number[], rows: number) => number;
}

function figures(
  column: ExpectedColumn,
  rows: string | undefined,
): Readonly<Record<Exclude<FigureName, 'rows' | 'columns'>, Figure>> {
  const value = presentValue(column);
  const number = asDouble(column);
  const finite = `isfinite(${number})`;
  const present = scan(over(`count(${value})`, rows));
  const distinct = sorted(over(`count(DISTINCT ${value})`, rows));
  /** Of infinities there is a sum at most; the engine would refuse them. */
  const moment = (aggregate: string): Figure => ({
    asks: [
      scan(over(aggregate, rows, finite)),
      scan(over('count(*)', rows, `${number} = 'Infinity'::DOUBLE`)),
      scan(over('count(*)', rows, `${number} = '-Infinity'::DOUBLE`)),
    ],
    value: ([figure = NaN, above = 0, below = 0]) =>
      above === 0 && below === 0
        ? figure
        : aggregate.startsWith('stddev') || (above > 0 && below > 0)
          ? NaN
          : above > 0
            ? Infinity
            : -Infinity,
  });
  const sum = moment(`sum(${number})`);
  return {
    mean: moment(`avg(${number})`),
    sd: moment(`stddev_samp(${number})`),
    sum: {
      asks: [...sum.asks, present],
      value: ([figure = NaN, above = 0, below = 0, n = 0]) =>
        n === 0 ? 0 : sum.value([Number.isNaN(figure) ? 0 : figure, above, below], n),
    },
    min: { asks: [scan(over(`min(${value})`, rows))], value: ([one = NaN]) => one },
    max: { asks: [scan(over(`max(${value})`, rows))], value: ([one = NaN]) => one },
    median: { asks: [sorted(over(`median(${value})`, rows))], value: ([one = NaN]) => one },
    distinct: { asks: [distinct], value: ([n = NaN]) => n },
    distinctShare: {
      asks: [distinct, present],
      value: ([n = 0, all = 0]) => (all === 0 ? 0 : n / all),
    },
    presentShare: { asks: [present], value: ([n = 0], all) => (all === 0 ? 0 : n / all) },
    missing: { asks: [present], value: ([n = 0], all) => all - n },
    missingShare: { asks: [present], value: ([n = 0], all) => (all === 0 ? 0 : (all - n) / all) },
  };
}

/** Of texts and times the engine compares, for it knows their order. */
function extreme(
  column: ExpectedColumn,
  of: 'min' | 'max' | 'median',
  range: Range,
  rows: string | undefined,
): Step | Verdict {
  const ends = [range.low, range.high].map((end) => (end === undefined ? null : comparable(column, end)));
  const wrong = [range.low, range.high].find((_end, at) => ends[at] === undefined);
  if (wrong !== undefined) return notMet(notComparable(column, wrong));
  const [low, high] = ends;
  const aggregate = over(`${of}(${identifier(column.name)})`, rows);
  const ask = of === 'median' ? sorted : scan;
  const tests = [
    ...(low ? [`${aggregate} ${range.isLowOpen ? '>' : '>='} ${low}`] : []),
    ...(high ? [`${aggregate} ${range.isHighOpen ? '<' : '<='} ${high}`] : []),
  ];
  return step(
    [scan(over('count(*)', rows)), ask(aggregate), ask(tests.length === 0 ? 'true' : tests.join(' AND '))],
    ([n, value, isWithin]) =>
      value === null
        ? { ...notMet('there are no values to tell it by'), value: null, elementCount: numberOf(n) }
        : {
            kind: 'verdict',
            passed: isWithin === true,
            observed: typeof value === 'string' ? value : JSON.stringify(value),
            value: value as Json,
            unexpectedCount: isWithin === true ? 0 : 1,
            elementCount: numberOf(n),
          },
  );
}
