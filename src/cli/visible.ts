// Text of the data, the manifest or a script on a terminal: what would move the cursor, hide text or turn its direction is shown instead of done.

/** What our own colours write: by what begins one, what ends it. */
const endOf: ReadonlyMap<string, string> = new Map([
  ...['1', '2'].map((code) => [`\u001b[${code}m`, '\u001b[22m'] as const),
  ...['1', '2', '3', '4', '5', '6'].map((code) => [`\u001b[3${code}m`, '\u001b[39m'] as const),
]);
/** Control characters but the line feed and the tab, and those that turn the direction of what follows. */
const acting =
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]';
const actingInValue = new RegExp(`${acting}|[\\n\\t\\u2028\\u2029]`, 'gu');
const mark = new RegExp(`(\\u001b\\[(?:[12]|22|3[1-69])m|${acting}|\\n)`, 'u');

/**
 * `\u001b` for an escape; in a JSON document that is the same character still. Our own colours stay: they end on the line where
 * they begin and within the colour that they begin in, so one that is left open is somebody else's.
 */
export function visible(text: string): string {
  const parts = text.split(mark);
  const ours = new Set<number>();
  // At most one of each end, so that hostile text costs no more than its length.
  let open: readonly { readonly at: number; readonly end: string }[] = [];
  parts.forEach((part, at) => {
    if (part === '\n') open = [];
    const begun = open.findIndex(({ end }) => end === part);
    const end = endOf.get(part);
    if (begun >= 0) {
      ours.add(open[begun]?.at ?? at).add(at);
      open = open.slice(0, begun);
    } else if (end !== undefined && !open.some((one) => one.end === end)) open = [...open, { at, end }];
  });
  return parts
    .map((part, at) =>
      at % 2 === 0 || part === '\n' || ours.has(at) ? part : `${escaped(part)}${part.slice(1)}`,
    )
    .join('');
}

/** Of data on one line: colours and line ends too, as nothing in a value is ours. */
export const visibleValue = (text: string): string => text.replace(actingInValue, escaped);

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
