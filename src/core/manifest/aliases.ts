// Aliases of the YAML that cannot be followed: nothing has the name, or it names what the alias stands in.
import { Scalar, visit, type Node } from 'yaml';
import type { Problem } from '../errors';
import type { YamlText } from '../yaml';
import { placeAt } from './place';

/** Puts nothing in the place of each, so that the rest can be read and is told there, and tells it. */
export function takeAliases({ document, lines }: YamlText, text: string, file: string): readonly Problem[] {
  const problems: Problem[] = [];
  // asking the library for each alias would walk the whole document each time
  const named = new Map<string, Node>();
  visit(document, {
    Value(_key, node) {
      if (node.anchor) named.set(node.anchor, node);
    },
    Alias(_key, alias, above) {
      const target = named.get(alias.source);
      const isInside = target !== undefined && (above as readonly unknown[]).includes(target);
      if (target !== undefined && !isInside) return undefined;
      const range = (alias as Node).range ?? [0, 0, 0];
      const [start, end] = range;
      problems.push({
        severity: 'error',
        message: isInside
          ? `"*${alias.source}" stands inside what it names.`
          : `"*${alias.source}" is an alias, but nothing is named "&${alias.source}".`,
        hint: isInside ? 'Take it out.' : 'Put quotes around text that starts with "*".',
        file,
        ...placeAt(lines, text, [start, end]),
        path: [],
      });
      return Object.assign(new Scalar(null), { range });
    },
  });
  return problems;
}
