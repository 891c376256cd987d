// The groups of a regular expression, as RE2 counts them.

/** By number from 1, at index 0 the first: the name of each group that captures; undefined where it has none. */
export function groupsOf(pattern: string): readonly (string | undefined)[] {
  const groups: (string | undefined)[] = [];
  // What hides a bracket comes first: quoted text, an escaped character, a class.
  const tokens =
    /\\Q[\s\S]*?(?:\\E|$)|\\[\s\S]|\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*\]|\((?:\?(?:P?<(\w+)>)?)?/g;
  for (const [token, name] of pattern.matchAll(tokens))
    if (token === '(' || name !== undefined) groups.push(name);
  return groups;
}
