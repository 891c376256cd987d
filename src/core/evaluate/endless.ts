// Figures that JSON cannot write: a bound that is none, and a value that is not known, are null in it.

/** The document with each interval's bounds and value as they were before JSON wrote them; the rest as it is. */
export function withEndless<T>(document: T): T {
  return restored(document) as T;
}

function restored(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(restored);
  if (typeof part !== 'object' || part === null) return part;
  const fields = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, restored(value)]));
  if (!['value', 'low', 'high'].every((key) => key in fields)) return fields;
  const { value, low, high } = fields;
  return { ...fields, value: value ?? NaN, low: low ?? -Infinity, high: high ?? Infinity };
}
