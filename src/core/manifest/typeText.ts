// A place's type in a person's words: `duration`, `list of columns`, `order, time, key or random`.
import type { ZodNumber } from 'zod';
import type { $ZodType, $ZodTypes } from 'zod/v4/core';
import { alternatives, toldOf } from './schemaAt';

/** Words as prose, fixed values as code. */
export function typeText(schema: $ZodType): string {
  const title = toldOf(schema, 'title');
  if (typeof title === 'string') return title;
  const words = [...new Set(alternatives(schema).map(typeOf))];
  return listed(words);
}

export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function typeOf(schema: $ZodTypes): string {
  const title = toldOf(schema, 'title');
  if (typeof title === 'string') return title;
  const { def } = schema._zod;
  switch (def.type) {
    case 'string':
      return 'text';
    case 'number':
      return (schema as Partial<ZodNumber>).isInt ? 'whole number' : 'number';
    case 'boolean':
      return 'true or false';
    case 'null':
      return '`null`';
    case 'enum':
      return listed(Object.values(def.entries).map(code));
    case 'literal':
      return listed(def.values.map(code));
    case 'array':
      return `list of ${plural(typeText(def.element))}`;
    case 'tuple':
      return `list of ${def.items.length} ${plural(typeText(def.items[0] as $ZodType))}`;
    case 'record':
      return `map of ${typeText(def.keyType)} to ${typeText(def.valueType)}`;
    default:
      return 'map';
  }
}

const code = (value: unknown) => `\`${String(value)}\``;
const plural = (word: string) => (/^[\w ]+$/.test(word) && !word.includes(' or ') ? `${word}s` : word);
