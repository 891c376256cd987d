// What accuracy, precision, recall and F1 share: the rows called what they are, among the rows that the metric rests on.
import { defaultThreshold } from '../defaultThreshold';
import { eachRow, type ClassMetric, type RestsOn } from './metric';

interface Differs extends Pick<ClassMetric, 'label' | 'constant'> {
  readonly restsOn: Exclude<RestsOn, 'pairs'>;
  /** Of the share, ascending; the share itself unless told. */
  readonly valueOfShare?: (share: number) => number;
}

export const shareRight = ({
  label,
  restsOn,
  constant,
  valueOfShare = (share) => share,
}: Differs): ClassMetric => ({
  label,
  isLoss: false,
  bounds: [0, 1],
  restsOn,
  needs: 'threshold',
  valueOfShare,
  statistic: (rows) => {
    const { threshold = defaultThreshold } = rows;
    const among = eachRow(rows, (score, label) => Number(isAmong[restsOn](score >= threshold, label === 1)));
    const right = eachRow(rows, (score, label) => Number(score >= threshold === (label === 1)));
    return {
      kind: 'sums',
      parts: [right.map((one, row) => one * (among[row] as number)), among],
      of: (sums) => valueOfShare((sums[0] as number) / (sums[1] as number)),
    };
  },
  constant,
});

const isAmong: Readonly<Record<Differs['restsOn'], (isCalled: boolean, isPositive: boolean) => boolean>> = {
  rows: () => true,
  positives: (_isCalled, isPositive) => isPositive,
  called: (isCalled) => isCalled,
  either: (isCalled, isPositive) => isCalled || isPositive,
};
