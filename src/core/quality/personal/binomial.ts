// The upper tail of a binomial distribution.

/** P(X >= least) of X ~ Binomial(of, chance): its terms added from the largest on, each made of the one beside it. */
export function tailOfBinomial(of: number, least: number, chance: number): number {
  if (least <= 0) return 1;
  if (least > of) return 0;
  const odds = chance / (1 - chance);
  const peak = Math.max(least, Math.min(of, Math.floor((of + 1) * chance)));
  const largest = Math.exp(logChoose(of, peak) + peak * Math.log(chance) + (of - peak) * Math.log1p(-chance));
  let sum = largest;
  let term = largest;
  for (let at = peak; at < of && term > sum * smallest; at++) sum += term *= ((of - at) / (at + 1)) * odds;
  term = largest;
  for (let at = peak; at > least && term > sum * smallest; at--) sum += term *= at / (of - at + 1) / odds;
  return Math.min(1, sum);
}

/** Of the sum; what is smaller changes no digit of it. */
const smallest = 1e-18;

function logChoose(of: number, some: number): number {
  let log = 0;
  for (let at = 1; at <= Math.min(some, of - some); at++) log += Math.log((of - at + 1) / at);
  return log;
}
