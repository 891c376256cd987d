// YAML for a person to paste into lifecycle.yaml: as much as is not there yet, and where it goes.
import { places } from '../places';
import { valueAt } from './complaint';
import type { Manifest } from './manifest';
import { houseStyle, indented, renderItem, renderPair } from './render';

export interface Paste {
  /** Where the value goes: `yaml` brings the keys that are not there yet. */
  readonly path: readonly string[];
  readonly value: object;
  /** The keys below which it goes, all of them there; [] for the end of the file. */
  readonly under: readonly string[];
  /** Lines, indented as that place needs. */
  readonly yaml: string;
}

/** `value` at `path`; a list that is there already gets the value's items behind its own, a map its keys. */
export function pasteAt(manifest: Manifest, path: readonly string[], value: object): Paste {
  const missing = path.findIndex((_, index) => valueAt(manifest, path.slice(0, index + 1)) === undefined);
  const under = missing < 0 ? path : path.slice(0, missing);
  const [key, ...below] = missing < 0 ? [] : path.slice(missing);
  const lines =
    key === undefined
      ? Array.isArray(value)
        ? value.flatMap((item: unknown) => renderItem(item, houseStyle))
        : Object.entries(value).flatMap(([one, inner]) => renderPair(one, inner, houseStyle))
      : renderPair(key, nested(below, value), houseStyle, blockLevels - under.length);
  return { path, value, under, yaml: indented(lines, houseStyle.indent * under.length).join('\n') };
}

/** `at the end of lifecycle.yaml` */
export const pastePlace = ({ under }: Paste): string =>
  under.length === 0 ? `at the end of ${places.manifest}` : `in ${places.manifest}, below ${under.join('.')}`;

/** Sections and their entries stand on lines of their own. */
const blockLevels = 2;

const nested = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
