// A regular expression of Python's re as one of RE2 that matches the same texts, where there is one.

/** `refused`: what RE2 has not, in words that go behind "the pattern has". */
export function pythonRegex(pattern: string): { readonly regex: string } | { readonly refused: string } {
  const refused = refusal(pattern);
  if (refused !== undefined) return { refused };
  let inClass = false;
  const isMultiline = /^\(\?[a-z]*m/.test(pattern);
  const regex = pattern.replace(part, (text: string) => {
    if (text.startsWith('\\')) return inClass ? escapedInClass(text) : escaped(text);
    if (inClass) {
      if (text === ']') inClass = false;
      // Python takes it for itself within a class.
      return text === '[' ? '\\[' : text;
    }
    if (text.startsWith('[')) {
      inClass = true;
      // A "]" that comes first is one of the class.
      return text.endsWith(']') ? `${text.slice(0, -1)}\\]` : text;
    }
    // Before a line's end that ends the text, too.
    if (text === '$') return isMultiline ? '$' : '(?:\\n?\\z)';
    if (/^\{,\d+\}$/.test(text)) return `{0${text.slice(1)}`;
    if (text.startsWith('(?#')) return '';
    return text;
  });
  return { regex };
}

/** Escapes, the beginnings of classes, ends, comments, flags and counts; all else is one and the same. */
const part =
  /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)|\[\^?\]?|\]|\$|\{,\d+\}|\(\?#[^)]*\)|\(\?[a-zA-Z]+\)/gs;

function refusal(pattern: string): string | undefined {
  const bare = pattern.replace(/\\[^1-9]|\[\^?\]?(?:\\.|[^\]\\])*\]/gs, '_');
  if (/\(\?<?[=!]/.test(bare)) return 'look-around, which is not tested in linear time';
  if (/\\[1-9]|\(\?P=|\(\?\(/.test(bare)) return 'a back-reference, which is not tested in linear time';
  if (/\(\?>|[*+?}]\+/.test(bare)) return 'a possessive part, which is not known';
  if (/\(\?[a-zA-Z]*x[a-zA-Z]*[):-]/.test(bare)) return 'the flag x, which is not known';
  if (/\(\?[a-zA-Z]*[aLu]/.test(bare.replace(/\(\?P/g, ''))) return 'a flag that is not known';
  return undefined;
}

/** Letters and digits of all writing systems, as in Python; only the boundaries of words are those of ASCII. */
const unicode: Readonly<Record<string, string>> = {
  w: '\\p{L}\\p{N}_',
  d: '\\p{Nd}',
  s: '\\s\\x0b\\x1c-\\x1f\\x{85}\\p{Z}',
};

function escaped(text: string): string {
  const [, letter = ''] = text;
  const set = unicode[letter.toLowerCase()];
  if (set !== undefined) return letter === letter.toLowerCase() ? `[${set}]` : `[^${set}]`;
  if (letter === 'Z') return '\\z';
  return character(text);
}

function escapedInClass(text: string): string {
  const [, letter = ''] = text;
  if (letter === 'D') return '\\P{Nd}';
  if (letter === 'b') return '\\x08';
  return unicode[letter] ?? character(text);
}

const character = (text: string) => (/^\\[uUx]/.test(text) ? `\\x{${text.slice(2)}}` : text);
