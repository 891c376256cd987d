// The trials that a tuning makes of its space of parameters, in the space's order. Running and choosing them is elsewhere.
import { wrongInput } from '../errors';
import type { ParamValue, Tune } from '../manifest/manifest';
import { seededRandom, type Random } from '../random';

export interface Trial {
  readonly params: Readonly<Record<string, ParamValue>>;
  /** One place a parameter, in the order of the space; less is simpler. A list's place is its index, a range's the share of the way to its high end. */
  readonly order: readonly number[];
}

type Dimension = Tune['space'][string];

/**
 * `grid`: every combination, the last parameter changing fastest, a range as five even points; the first `trials` of them.
 * `random`: `trials` drawn by the seed, none twice; more of them begin with the same ones. Throws `input` for random without `trials`.
 */
export function trialsOf(tune: Pick<Tune, 'search' | 'trials' | 'seed' | 'space'>): readonly Trial[] {
  switch (tune.search) {
    case 'grid':
      return grid(tune.space).slice(0, tune.trials);
    case 'random':
      if (tune.trials === undefined)
        throw wrongInput('A random search does not say how many trials it makes.', {
          hint: 'Add trials: 20 to tune in lifecycle.yaml.',
        });
      return draws(tune.space, tune.trials, seededRandom(tune.seed));
  }
}

interface Point {
  readonly value: ParamValue;
  readonly place: number;
}

function grid(space: Tune['space']): Trial[] {
  return Object.entries(space).reduce<Trial[]>(
    (trials, [name, dimension]) =>
      trials.flatMap(({ params, order }) =>
        points(dimension).map(({ value, place }) => ({
          params: { ...params, [name]: value },
          order: [...order, place],
        })),
      ),
    [{ params: {}, order: [] }],
  );
}

const gridPoints = 5;

function points(dimension: Dimension): readonly Point[] {
  if (isList(dimension)) return dimension.map((value, place) => ({ value, place }));
  const all = Array.from({ length: gridPoints }, (_none, index) => at(dimension, index / (gridPoints - 1)));
  return all.filter(({ value }, index) => all.findIndex((one) => one.value === value) === index);
}

/** So many draws in a row that are all there already: the space holds no more. */
const patience = 1000;

function draws(space: Tune['space'], count: number, random: Random): Trial[] {
  const trials = new Map<string, Trial>();
  for (let vain = 0; trials.size < count && vain < patience;) {
    const drawn = Object.entries(space).map(([name, dimension]) => ({ name, ...draw(dimension, random) }));
    const params = Object.fromEntries(drawn.map(({ name, value }) => [name, value]));
    const key = JSON.stringify(drawn.map(({ value }) => value));
    vain = trials.has(key) ? vain + 1 : 0;
    if (!trials.has(key)) trials.set(key, { params, order: drawn.map(({ place }) => place) });
  }
  return [...trials.values()];
}

function draw(dimension: Dimension, random: Random): Point {
  if (isList(dimension)) {
    const place = random.below(dimension.length);
    return { value: dimension[place] as ParamValue, place };
  }
  if ('int' in dimension) {
    const [low, high] = dimension.int;
    const value = low + random.below(high - low + 1);
    return { value, place: high === low ? 0 : (value - low) / (high - low) };
  }
  return at(dimension, random.uniform());
}

/** The value that lies `share` of the way from a range's low to its high end. */
function at(dimension: Exclude<Dimension, readonly unknown[]>, share: number): Point {
  if ('log' in dimension) {
    const [low, high] = dimension.log;
    return { value: plain(low * (high / low) ** share, low, high), place: share };
  }
  if ('uniform' in dimension) {
    const [low, high] = dimension.uniform;
    return { value: plain(low + (high - low) * share, low, high), place: share };
  }
  const [low, high] = dimension.int;
  return { value: Math.round(low + (high - low) * share), place: share };
}

/** Six digits are enough for a parameter and can be read. */
function plain(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Number(value.toPrecision(6))));
}

const isList = (dimension: Dimension): dimension is Extract<Dimension, readonly unknown[]> =>
  Array.isArray(dimension);
