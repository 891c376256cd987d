// Text of the data inside text of ours: what is written from right to left, or turns the direction, does not reach beyond itself.

/** Letters of scripts from right to left, and the characters that turn the direction of what follows. */
const turning = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** With invisible marks around it where it could turn anything, so for text that is read, not copied. */
export const isolated = (text: string) => (turning.test(text) ? `\u2068${closed(text)}\u2069` : text);

/** A sentence with the names and the quoted values in it isolated. */
export function isolatedIn({
  message,
  columns = [],
}: {
  readonly message: string;
  readonly columns?: readonly string[];
}): string {
  if (!turning.test(message)) return message;
  const named = columns.filter((name) => turning.test(name)).sort((a, b) => b.length - a.length);
  const parts = [...named.map(escaped), '"[^"]*"', '“[^”]*”'];
  return message.replace(new RegExp(parts.join('|'), 'gu'), isolated);
}

/** A mark that ends an isolation would end ours. */
const closed = (text: string) => text.replaceAll('\u2069', '');

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
