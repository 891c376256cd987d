// Logistic regression on one number by iteratively reweighted least squares; only what calibration needs.
import { expit } from '../distribution';

export interface LogisticFit {
  readonly intercept: number;
  readonly slope: number;
  readonly interceptSe: number;
  readonly slopeSe: number;
}

/** Labels 1 or 0 on intercept + slope x. Undefined where there is no finite solution: x does not vary or separates the classes. */
export function fitLogistic(labels: Uint8Array, x: Float64Array): LogisticFit | undefined {
  let [intercept, slope] = [0, 0];
  for (let iteration = 0; iteration < 50; iteration++) {
    const at = derivatives(labels, (row) => intercept + slope * (x[row] as number), x);
    const step = newtonStep(at);
    if (step === undefined) return undefined;
    const [first, second] = step;
    intercept += first;
    slope += second;
    if (!Number.isFinite(intercept) || Math.abs(slope) > 1e4) return undefined;
    if (Math.abs(first) + Math.abs(second) < 1e-10 * (1 + Math.abs(intercept) + Math.abs(slope))) {
      const [a, b, c] = at.information;
      const determinant = a * c - b * b;
      return {
        intercept,
        slope,
        interceptSe: Math.sqrt(c / determinant),
        slopeSe: Math.sqrt(a / determinant),
      };
    }
  }
  return undefined;
}

/** The shift that makes the mean of expit(x + shift) the share of positives, with its standard error; undefined where all labels are alike. */
export function fitShift(
  labels: Uint8Array,
  x: Float64Array,
): { readonly shift: number; readonly se: number } | undefined {
  let shift = 0;
  for (let iteration = 0; iteration < 100; iteration++) {
    const { gradient, information } = derivatives(labels, (row) => shift + (x[row] as number), x);
    const step = gradient[0] / information[0];
    // A full step can overshoot where most probabilities are extreme.
    shift += Math.max(-2, Math.min(2, step));
    if (!Number.isFinite(shift) || Math.abs(shift) > 100) return undefined;
    if (Math.abs(step) < 1e-10) return { shift, se: Math.sqrt(1 / information[0]) };
  }
  return undefined;
}

/** Of the log likelihood by intercept and slope; the information is its upper triangle. */
export interface Derivatives {
  readonly gradient: readonly [number, number];
  readonly information: readonly [number, number, number];
}

/** What Newton adds to intercept and slope; undefined where the information says nothing about one of them. */
export function newtonStep({ gradient, information }: Derivatives): readonly [number, number] | undefined {
  const [a, b, c] = information;
  const determinant = a * c - b * b;
  if (!(determinant > 1e-12 * a * c)) return undefined;
  return [
    (c * gradient[0] - b * gradient[1]) / determinant,
    (a * gradient[1] - b * gradient[0]) / determinant,
  ];
}

function derivatives(labels: Uint8Array, linear: (row: number) => number, x: Float64Array): Derivatives {
  let [g0, g1, a, b, c] = [0, 0, 0, 0, 0];
  for (let row = 0; row < labels.length; row++) {
    const p = expit(linear(row));
    const value = x[row] as number;
    const residual = (labels[row] as number) - p;
    const weight = p * (1 - p);
    g0 += residual;
    g1 += residual * value;
    a += weight;
    b += weight * value;
    c += weight * value * value;
  }
  return { gradient: [g0, g1], information: [a, b, c] };
}
