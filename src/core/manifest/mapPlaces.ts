// The places of the manifest that hold a map with keys of ours, and these keys: what the reference page lists and its tests try.
import { safeParse, type $ZodType, type $ZodTypes } from 'zod/v4/core';
import { exampleOf, examplesIn } from './example';
import { manifestSchema } from './manifest';
import { longAlternatives, type Path } from './schemaAt';

export interface MapPlace {
  /** In the whole example. */
  readonly path: Path;
  /** `datasets.NAME.split`: a name that a person chooses is NAME. */
  readonly label: string;
  readonly schema: $ZodType;
  readonly keys: readonly MapKey[];
  /** Only one of the keys can stand there at a time. */
  readonly isChoice: boolean;
}

export interface MapKey {
  /** Undefined: any other key. */
  readonly key: string | undefined;
  readonly schema: $ZodType;
  readonly isRequired: boolean;
  /** All of them right, the best first. */
  readonly examples: readonly unknown[];
}

/** Those that contain others first, in the order of the schema. */
export const mapPlaces = (): readonly MapPlace[] =>
  placesAt(manifestSchema, { path: [], label: '', index: 0 });

interface Spot {
  readonly path: Path;
  readonly label: string;
  /** In a list, each alternative has an item of its own in the whole example. */
  readonly index: number;
}

function placesAt(schema: $ZodType, spot: Spot): readonly MapPlace[] {
  const options = longAlternatives(schema);
  const maps = options.filter(({ _zod: { def } }) => def.type === 'object');
  const keys = maps.flatMap(keysIn);
  const { path, label } = spot;
  return [
    ...(keys.length > 0 ? [{ path, label, schema, keys, isChoice: maps.length > 1 }] : []),
    ...options.flatMap((option, index) => placesBelow(option, { ...spot, index })),
  ];
}

function placesBelow(schema: $ZodTypes, { path, label, index }: Spot): readonly MapPlace[] {
  const { def } = schema._zod;
  const below = (key: string) => (label === '' ? key : `${label}.${key}`);
  switch (def.type) {
    case 'object': {
      const own = typeof path.at(-1) === 'number' ? [...path.slice(0, -1), index] : path;
      return Object.entries(def.shape).flatMap(([key, member]) =>
        placesAt(member, { path: [...own, key], label: below(key), index: 0 }),
      );
    }
    case 'record': {
      const [name = ''] = Object.keys(exampleOf(schema, 'whole') as object);
      return placesAt(def.valueType, { path: [...path, name], label: below('NAME'), index: 0 });
    }
    case 'array':
      return placesAt(def.element, { path: [...path, 0], label, index: 0 });
    default:
      return [];
  }
}

function keysIn({ _zod: { def } }: $ZodTypes): readonly MapKey[] {
  if (def.type !== 'object') return [];
  const keyOf = (key: string | undefined, schema: $ZodType): MapKey => {
    const own = examplesIn(schema);
    return {
      key,
      schema,
      isRequired: key !== undefined && !safeParse(schema, undefined).success,
      examples: own.length > 0 ? own : [exampleOf(schema, 'least')],
    };
  };
  const others =
    def.catchall && def.catchall._zod.def.type !== 'never' ? [keyOf(undefined, def.catchall)] : [];
  return [...Object.entries(def.shape).map(([key, member]) => keyOf(key, member)), ...others];
}
