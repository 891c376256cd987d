// Text that is a number with its unit, as "5 kg": which units a column has.
import type { TextColumn } from './textReading';

export interface TextUnits {
  readonly column: string;
  /** The most frequent first; '' where there is none. */
  readonly units: readonly { readonly unit: string; readonly rows: number; readonly example: string }[];
}

/** Of the values, so many are a number with or without a unit. */
const mostly = 0.8;
const leastRows = 5;
const quantity = /^\s*[-+−]?\s*(?:\d[\d.,'’\u00a0\u202f ]*)?\d\s*(?<unit>[\p{L}°µ%"²³/]{0,8}?)\.?\s*$/u;
/** Letters behind a number may be anything, as in "12a": these are units, whatever their case. */
const known = new Set(
  (
    'kg g mg µg ug t lb lbs oz st m cm mm µm km mi mile miles ft feet in inch inches yd l ml cl dl hl gal pt qt ' +
    's sec secs ms min mins h hr hrs hour hours day days week weeks month months yr yrs year years ' +
    '°c °f °k % ‰ pa hpa kpa mpa bar mbar psi atm kw mw gw wh kwh mwh kj mj cal kcal kb mb gb tb kib mib gib ' +
    'm² cm² km² ft² sqft ha acre acres m³ cm³ km/h kmh mph m/s kn mv kv ma hz khz mhz ghz rpm mmol/l mg/dl g/l mg/l'
  ).split(' '),
);

/** Undefined unless there are several units. */
export function textUnits({ name, ways, others }: TextColumn): TextUnits | undefined {
  const units = new Map<string, { rows: number; example: string }>();
  let [fitting, total] = [0, others];
  for (const { examples, count } of ways) {
    total += count;
    const example = examples[0] ?? '';
    const found = quantity.exec(example);
    const unit = found?.groups?.['unit']?.toLowerCase();
    if (unit === undefined || (unit !== '' && !known.has(unit))) continue;
    fitting += count;
    const before = units.get(unit);
    units.set(unit, { rows: (before?.rows ?? 0) + count, example: before?.example ?? example });
  }
  // 8S, 9M and 10L are sizes.
  const isClear = [...units.keys()].some((unit) => unit.length > 1 || unit === '%');
  if (!isClear || units.size < 2 || units.size > 6 || fitting < leastRows || fitting < mostly * total)
    return undefined;
  return {
    column: name,
    units: [...units].map(([unit, own]) => ({ unit, ...own })).sort((a, b) => b.rows - a.rows),
  };
}
