// Wrong YAML in a person's words, each at its line with what would be right.
import type { ErrorCode, YAMLError } from 'yaml';
import type { Problem } from '../errors';
import type { YamlText } from '../yaml';
import { placeAt } from './place';

const words: Partial<Readonly<Record<ErrorCode, readonly [message: string, hint: string]>>> = {
  TAB_AS_INDENT: ['A tab stands where the line is indented.', 'Indent with spaces.'],
  MULTIPLE_DOCS: ['A second document starts here ("---").', 'Keep one document in the file.'],
  BLOCK_AS_IMPLICIT_KEY: [
    'A second ":" stands in this line.',
    'Put quotes around text with ": " in it, or start a new line.',
  ],
  BAD_INDENT: [
    'The indentation does not fit the lines before.',
    'Give the keys of one map the same indentation.',
  ],
  BAD_SCALAR_START: ['Text cannot start with this character.', 'Put quotes around the text.'],
};

/** Problems in the order of the file; of several in one line the first, as the others follow from it. */
export function syntaxProblems(
  { document, lines }: YamlText,
  text: string,
  file: string,
): readonly Problem[] {
  const seen = new Set<number>();
  return [
    ...document.errors.map((error) => ({ error, severity: 'error' as const })),
    ...document.warnings.map((error) => ({ error, severity: 'warning' as const })),
  ].flatMap(({ error, severity }) => {
    const place = placeAt(lines, text, error.pos);
    if (seen.has(place.line)) return [];
    seen.add(place.line);
    const [message, hint] = describe(error, text);
    const problem: Problem = {
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      file,
      ...place,
      path: [],
    };
    return [problem];
  });
}

function describe({ code, message, pos }: YAMLError, text: string): readonly [string, string?] {
  if (code === 'UNEXPECTED_TOKEN' && /^[>|]/.test(text.slice(pos[0] - 1, pos[0])))
    return [
      `Text that starts with "${text.slice(pos[0] - 1, pos[0])}" needs quotes.`,
      'Write e.g. ">= 0.65" with the quotes.',
    ];
  if (message.startsWith('Implicit map keys'))
    return ['This line is no key with a value.', 'Write "key: value", or "- item" in a list.'];
  const known = words[code];
  if (known) return known;
  if (code === 'TAG_RESOLVE_FAILED') return [`${message}.`, 'Leave the tag ("!...") out.'];
  return [/[.!?]$/.test(message) ? message : `${message}.`];
}
