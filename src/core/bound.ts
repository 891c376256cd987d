// A bound as people write it, `>= 0.65` or `<= 1%`: parsed, tested and shown.

type Operator = '>=' | '<=' | '>' | '<' | '=';

export interface Bound {
  readonly operator: Operator;
  /** A percentage is stored as a share: `1%` is 0.01. */
  readonly limit: number;
  readonly text: string;
}

/** The text must match the manifest's schema; throws RangeError otherwise. */
export function parseBound(text: string): Bound {
  const match = /^\s*(>=|<=|>|<|=)\s*(-?\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a bound such as ">= 0.65".`);
  const number = Number(match[2]);
  return { operator: match[1] as Operator, limit: match[3] ? number / 100 : number, text: text.trim() };
}

/** False for NaN: what is not known does not meet a bound. */
export function meets(value: number, { operator, limit }: Bound): boolean {
  switch (operator) {
    case '>=':
      return value >= limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '<':
      return value < limit;
    case '=':
      return value === limit;
  }
}
