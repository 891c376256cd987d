// Looking into the manifest's schema: what may stand at a path. Nothing about values or positions.
import { globalRegistry, type $ZodType, type $ZodTypes } from 'zod/v4/core';

export type Path = readonly (string | number)[];

/** What stands directly behind optional, default or transform; undefined where it is none of them. */
function inside(schema: $ZodType): $ZodType | undefined {
  const { def } = (schema as $ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'nullable':
      return def.innerType;
    case 'pipe':
      return def.in;
    default:
      return undefined;
  }
}

/** What stands behind all of them. */
function bare(schema: $ZodType): $ZodTypes {
  const inner = inside(schema);
  return inner ? bare(inner) : (schema as $ZodTypes);
}

/** What the schema tells about itself, e.g. its `title`; the outermost word counts. */
export function toldOf(schema: $ZodType, what: string): unknown {
  const inner = inside(schema);
  return globalRegistry.get(schema)?.[what] ?? (inner && toldOf(inner, what));
}

/** The alternatives at this place, unions written out. */
export function alternatives(schema: $ZodType): readonly $ZodTypes[] {
  const inner = bare(schema);
  return inner._zod.def.type === 'union' ? inner._zod.def.options.flatMap(alternatives) : [inner];
}

/** The same without maps that are short for a list of one such map. */
export function longAlternatives(schema: $ZodType): readonly $ZodTypes[] {
  const all = alternatives(schema);
  return all.filter((option) => !all.some((list) => isItemOf(list, option)));
}

const isItemOf = ({ _zod: { def } }: $ZodTypes, option: $ZodTypes): boolean =>
  def.type === 'array' && alternatives(def.element).includes(option);

/** Every schema that may describe the value at `path`. */
export function schemasAt(schema: $ZodType, path: Path): readonly $ZodType[] {
  const [key, ...rest] = path;
  if (key === undefined) return [schema];
  return alternatives(schema).flatMap((one) => {
    const member = memberOf(one, key);
    return member ? schemasAt(member, rest) : [];
  });
}

/** The keys a map may have here; [] where keys are free or it is no map. */
export function keysOf(schema: $ZodType): readonly string[] {
  return [
    ...new Set(
      alternatives(schema).flatMap(({ _zod: { def } }) =>
        def.type === 'object' ? Object.keys(def.shape) : [],
      ),
    ),
  ];
}

/** What a person is told about the value here; undefined where nothing is. */
export function descriptionOf(schemas: readonly $ZodType[]): string | undefined {
  return schemas
    .map((schema) => toldOf(schema, 'description'))
    .find((text): text is string => typeof text === 'string');
}

function memberOf({ _zod: { def } }: $ZodTypes, key: string | number): $ZodType | undefined {
  switch (def.type) {
    case 'object':
      return Object.hasOwn(def.shape, key) ? def.shape[key] : def.catchall;
    case 'record':
      return def.valueType;
    case 'array':
      return typeof key === 'number' ? def.element : undefined;
    case 'tuple':
      return typeof key === 'number' ? def.items[key] : undefined;
    default:
      return undefined;
  }
}
