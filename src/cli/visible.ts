// Text of the data, the manifest or a script on a terminal: what would move the cursor, hide text or turn its direction is shown instead of done.

/** What our own colours write, ended on the line where they begin: a colour that is left open is somebody else's. */
const painted = '\\u001b\\[(?:[12]m([^\\n]*?)\\u001b\\[22m|3[1-6]m([^\\n]*?)\\u001b\\[39m)';
/** Control characters but the line feed and the tab, and those that turn the direction of what follows. */
const acting =
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]';
const actingInValue = new RegExp(`${acting}|[\\n\\t\\u2028\\u2029]`, 'gu');
const either = new RegExp(`${painted}|${acting}`, 'gu');

/** `\u001b` for an escape; in a JSON document that is the same character still. */
export const visible = (text: string): string =>
  text.replace(either, (found: string, bold?: string, colour?: string) => {
    const inside = bold ?? colour;
    if (inside === undefined) return escaped(found);
    const from = found.indexOf('m') + 1;
    return `${found.slice(0, from)}${visible(inside)}${found.slice(from + inside.length)}`;
  });

/** Of data on one line: colours and line ends too, as nothing in a value is ours. */
export const visibleValue = (text: string): string => text.replace(actingInValue, escaped);

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
