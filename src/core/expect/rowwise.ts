// The judging of rows one by one: so many looked at, so many of them offending, against the least share that has to be right.
import { counted, percent } from '../figures';
import { allOf, numberOf, over, scan, step, type Ask, type Step, type Verdict } from './step';

export interface Rowwise {
  /** Rows that are spoken of at all; undefined is every one. */
  readonly rows: string | undefined;
  /** Those of them that are looked at; undefined is all. */
  readonly looked?: string;
  /** The least share of rows looked at that has to be right. */
  readonly mostly: number;
  /** What is counted as an element: rows spoken of, or only those looked at. */
  readonly elements: 'rows' | 'looked';
  readonly examplesOf?: string;
  /** What is said where nothing offends. */
  readonly fine?: string;
  /** What offends, in words: `value`, `row`; and how. */
  readonly noun?: string;
  readonly fault?: string;
}

/** The rows spoken of, and those looked at. */
export const rowAsks = ({ rows, looked }: Rowwise): readonly Ask[] => [
  scan(over('count(*)', rows)),
  scan(over('count(*)', rows, looked)),
];

export const rowwise = (asked: Rowwise & { readonly violation: string }): Step =>
  step([...rowAsks(asked), scan(over('count(*)', asked.rows, asked.looked, asked.violation))], (answers) =>
    judgeRows({ ...asked, where: allOf(asked.rows, asked.looked, asked.violation) ?? 'true' }, answers),
  );

/** `answers`: rows spoken of, rows looked at, offending rows. */
export function judgeRows(
  asked: Rowwise & Pick<Verdict, 'where' | 'offending'>,
  answers: readonly unknown[],
): Verdict {
  const {
    mostly,
    elements,
    examplesOf,
    fine = 'all as expected',
    noun = 'value',
    fault = 'not',
    where,
    offending: rows,
  } = asked;
  const [all = 0, considered = 0, offending = 0] = answers.map(numberOf);
  // In this order of operations, so that a share on the limit falls as it does in Great Expectations.
  const passed = considered === 0 || (considered - offending) / considered >= mostly;
  const share = mostly < 1 && considered > 0 ? ` (${percent(offending / considered)})` : '';
  return {
    kind: 'verdict',
    passed,
    observed: offending === 0 ? fine : `${counted(offending, noun)}${share} ${fault}`,
    ...(examplesOf === undefined || offending === 0 ? {} : { examplesOf }),
    unexpectedCount: offending,
    elementCount: elements === 'rows' ? all : considered,
    ...(offending === 0 || where === undefined ? {} : { where }),
    ...(offending === 0 || rows === undefined ? {} : { offending: rows }),
  };
}
