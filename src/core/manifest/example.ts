// A right example for any place of the manifest: the schema's own one, or one put together from those of its parts.
import { safeParse, type $ZodType, type $ZodTypes } from 'zod/v4/core';
import { flowPair, flowText, houseStyle, renderPair } from './render';
import { alternatives, longAlternatives, toldOf, type Path } from './schemaAt';

/** `least`: what has to be there and no more; `whole`: every key that goes with the others. */
export type Extent = 'least' | 'whole';

/** A value that the reader accepts here; undefined where the schema says nothing. */
export function exampleOf(schema: $ZodType, extent: Extent): unknown {
  const examples = examplesIn(schema);
  const own = extent === 'whole' ? (examples.find(isMapValue) ?? examples[0]) : examples[0];
  if (own !== undefined) return own;
  const options = longAlternatives(schema);
  const chosen = extent === 'least' ? options[0] : (options.find(isMap) ?? options[0]);
  return chosen && (examplesIn(chosen)[0] ?? composed(chosen, extent));
}

/** All examples that the schema gives at this place itself; the first is the best one. */
export function examplesIn(schema: $ZodType): readonly unknown[] {
  const told = toldOf(schema, 'examples');
  return Array.isArray(told) ? told : [];
}

/** `freshness: 30d`, or `- trim: [job]` for an item of a list; undefined where there is no example. */
export function exampleText(path: Path, schemas: readonly $ZodType[]): string | undefined {
  const values = schemas.map((schema) => exampleOf(schema, 'least'));
  return asWritten(
    path,
    values.find((value) => value !== undefined),
  );
}

/** A value as it stands at this place, on one line. */
export function asWritten(path: Path, value: unknown): string | undefined {
  const key = path.at(-1);
  if (value === undefined || key === undefined) return undefined;
  return typeof key === 'number' ? `- ${bare(value)}` : flowPair(key, value, houseStyle);
}

/** A map with one key needs no braces behind a dash. */
const bare = (value: unknown) => {
  const text = flowText(value, houseStyle);
  return typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === 1
    ? text.slice(1, -1)
    : text;
};

/** Lines of YAML with everything that may stand below this key. */
export const wholeExample = (key: string, schema: $ZodType): string =>
  renderPair(key, exampleOf(schema, 'whole'), houseStyle, 2).join('\n');

const isMapValue = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

const isMap = ({ _zod: { def } }: $ZodTypes) => def.type === 'object' || def.type === 'record';

function composed({ _zod: { def } }: $ZodTypes, extent: Extent): unknown {
  switch (def.type) {
    case 'object': {
      const members = Object.entries(def.shape);
      const needed = members.filter(([, member]) => !safeParse(member, undefined).success);
      const shown = extent === 'whole' ? members : needed.length > 0 ? needed : members.slice(0, 1);
      return Object.fromEntries(shown.map(([key, member]) => [key, exampleOf(member, extent)]));
    }
    case 'record': {
      const [first = exampleOf(def.keyType, extent), ...more] = examplesIn(def.keyType);
      const others = extent === 'whole' ? more : [];
      const [short] = alternatives(def.valueType);
      return Object.fromEntries([
        [String(first), exampleOf(def.valueType, extent)],
        ...others.map((key, at) => [String(key), short && examplesIn(short)[at + 1]]),
      ]);
    }
    case 'array': {
      const items = extent === 'whole' ? alternatives(def.element) : [def.element];
      return items.map((item) => exampleOf(item, extent));
    }
    case 'enum':
      return Object.values(def.entries)[0];
    case 'literal':
      return def.values[0];
    default:
      return undefined;
  }
}
