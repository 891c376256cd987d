// A text cut into words, numbers and signs as dateutil's lexer cuts it: a dot may be part of a number or stand between two.

const isLetter = (character: string) => /^\p{L}$/u.test(character);
const isDigit = (character: string) => /^\p{Nd}$/u.test(character);
const isSpace = (character: string) => /^\s$/u.test(character);

export function dateTokens(text: string): string[] {
  const characters = [...text].filter((character) => character !== '\0');
  const tokens: string[] = [];
  for (let at = 0; at < characters.length;) {
    const { token, state, end } = tokenAt(characters, at);
    tokens.push(...partsOf(token, state, end === characters.length));
    at = end;
  }
  return tokens;
}

type State = 'word' | 'number' | 'word.' | 'number.' | 'sign';

function tokenAt(characters: readonly string[], from: number): { token: string; state: State; end: number } {
  const first = characters[from] ?? '';
  if (isSpace(first)) return { token: ' ', state: 'sign', end: from + 1 };
  if (!isLetter(first) && !isDigit(first)) return { token: first, state: 'sign', end: from + 1 };
  let token = first;
  let state: State = isLetter(first) ? 'word' : 'number';
  let at = from + 1;
  for (; at < characters.length; at++) {
    const next = characters[at] ?? '';
    const then = following(state, next, token);
    if (then === undefined) break;
    token += next;
    state = then;
  }
  return { token, state, end: at };
}

/** The state behind the next character; undefined where the token ends before it. */
function following(state: State, next: string, token: string): State | undefined {
  switch (state) {
    case 'word':
      return isLetter(next) ? 'word' : next === '.' ? 'word.' : undefined;
    case 'number':
      return isDigit(next)
        ? 'number'
        : next === '.' || (next === ',' && token.length >= 2)
          ? 'number.'
          : undefined;
    case 'word.':
      if (next === '.' || isLetter(next)) return 'word.';
      return isDigit(next) && token.endsWith('.') ? 'number.' : undefined;
    case 'number.':
      if (next === '.' || isDigit(next)) return 'number.';
      return isLetter(next) && token.endsWith('.') ? 'word.' : undefined;
    case 'sign':
      return undefined;
  }
}

/** A token with dots that are no decimal point is several. A letter that ends the text is overlooked there, as it is by dateutil. */
function partsOf(token: string, state: State, isLast: boolean): readonly string[] {
  const isDotted = state === 'word.' || state === 'number.';
  const dots = token.split('.').length - 1;
  const hasLetters = [...(isLast ? token.slice(0, -1) : token)].some(isLetter);
  if (isDotted && (hasLetters || dots > 1 || /[.,]$/.test(token)))
    return token
      .split(/([.,])/)
      .filter((part, at) => at === 0 || part !== '')
      .map((part, at) => (at === 0 && state === 'number.' ? commaAsDot(part) : part));
  return [state === 'number.' ? commaAsDot(token) : token];
}

/** A comma is a decimal point where there is no other. */
const commaAsDot = (token: string) => (token.includes('.') ? token : token.replaceAll(',', '.'));
