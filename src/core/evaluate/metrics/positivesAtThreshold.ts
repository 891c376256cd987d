// What precision, recall and F1 share: rows rightly called positive, among rows that are counted in another way each.
import { eachRow, type ClassMetric } from './metric';

interface Differs extends Pick<ClassMetric, 'label' | 'constant'> {
  /** How often a row counts below the line, from whether it is called and whether it is positive, each 1 or 0. */
  readonly among: (isCalled: number, isPositive: number) => number;
  /** How often a row that is rightly called positive counts above it; 1 unless told. */
  readonly weight?: number;
}

export const positivesAtThreshold = ({ label, constant, among, weight = 1 }: Differs): ClassMetric => ({
  label,
  isLoss: false,
  bounds: [0, 1],
  restsOn: 'positives',
  needs: 'threshold',
  statistic: (rows) => {
    const { threshold = 0.5 } = rows;
    return {
      kind: 'sums',
      parts: [
        eachRow(rows, (score, positive) => (score >= threshold && positive === 1 ? weight : 0)),
        eachRow(rows, (score, positive) => among(Number(score >= threshold), positive)),
      ],
      of: (sums) => (sums[0] as number) / (sums[1] as number),
    };
  },
  constant,
});
