// Wrong YAML in a person's words, each at its line with what would be right.
import { visit, type Document, type ErrorCode, type YAMLError, type YAMLMap, type YAMLSeq } from 'yaml';
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
    const unclosed = unclosedBy(error, document);
    const place = placeAt(lines, text, unclosed ?? error.pos);
    if (seen.has(place.line)) return [];
    seen.add(place.line);
    const [message, hint] = unclosed ? notClosed(text, unclosed) : describe(error, text);
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

type Range = readonly [number, number];

/** Where the map or list in brackets begins that the error finds without an end; undefined where it is about something else. */
function unclosedBy({ message, pos }: YAMLError, document: Document.Parsed): Range | undefined {
  const [, kind] = /^Flow (map|sequence) .*end with a /.exec(message) ?? [];
  if (kind === undefined) return undefined;
  let begins: number | undefined;
  const look = (_key: unknown, { flow, range }: YAMLMap | YAMLSeq) => {
    if (flow && range?.[1] === pos[0]) begins = range[0];
  };
  visit(document, kind === 'map' ? { Map: look } : { Seq: look });
  return begins === undefined ? undefined : [begins, begins + 1];
}

function notClosed(text: string, [begins]: Range): readonly [string, string] {
  const [end, what] = text.charAt(begins) === '{' ? ['}', 'map'] : [']', 'list'];
  return [`This "${text.charAt(begins)}" is never closed.`, `Write "${end}" where its ${what} ends.`];
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
