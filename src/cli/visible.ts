// Text of the data, the manifest or a script on a terminal: what would move the cursor, hide text or turn its direction is shown instead of done.

/** What our own colours write; anything else that begins with an escape is somebody else's. */
const colours = '\\u001b\\[(?:1|2|22|3[1-6]|39)m';
/** Control characters but the line feed and the tab, and those that turn the direction of what follows. */
const acting =
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]';
const actingInValue = new RegExp(`${acting}|[\\n\\t\\u2028\\u2029]`, 'gu');
const either = new RegExp(`${colours}|${acting}`, 'gu');

/** `\u001b` for an escape; in a JSON document that is the same character still. */
export const visible = (text: string): string =>
  text.replace(either, (found) => (found.length > 1 ? found : escaped(found)));

/** Of data on one line: colours and line ends too, as nothing in a value is ours. */
export const visibleValue = (text: string): string => text.replace(actingInValue, escaped);

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
