// Reading YAML that a stranger may have written: bounded in size, depth and aliases, so that no file can take the process down.
import { type Document, Lexer, LineCounter, parseDocument, Parser, visit } from 'yaml';
import { wrongInput } from './errors';

const maxCharacters = 4_000_000;
const maxDepth = 100;
const maxAliases = 100;

export interface YamlText {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** Why a text is not read. */
export interface Refusal {
  readonly refused: string;
  readonly hint?: string;
  /** Where in the text; undefined where it is no place. */
  readonly at?: number;
}

/** Comments, positions and order are kept. `refused` says why the text was not read at all; wrong syntax is told in `document.errors`. Keys may be written twice: callers look. */
export function parseYaml(text: string): YamlText | Refusal {
  if (text.length > maxCharacters)
    return { refused: `The file has ${text.length} characters; at most ${maxCharacters} are read.` };
  const deep = tooDeepAt(text);
  if (deep !== undefined)
    return {
      refused: `Maps and lists are nested deeper than ${maxDepth}.`,
      hint: 'Close what is open before it, or write it flatter.',
      at: deep,
    };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    merge: true,
    logLevel: 'error',
  });
  return { document, lines };
}

/** The document as plain values. `refused` where aliases are unknown, too many, or contain themselves. */
export function yamlValue(document: Document.Parsed): { readonly value: unknown } | Refusal {
  try {
    const value: unknown = document.toJS({ maxAliasCount: maxAliases });
    return containsItself(value, [])
      ? { refused: 'An alias (*name) stands inside what it names.' }
      : { value };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!reason.startsWith('Excessive alias')) return { refused: reason };
    return {
      refused: 'Its aliases (*name) unfold into too much.',
      hint: 'Let no alias name what holds many aliases itself.',
      ...lastAlias(document),
    };
  }
}

/** Plain values of a file that has to be right. Throws `input` with the reason. */
export function readYaml(text: string, file: string): unknown {
  const parsed = parseYaml(text);
  const wrong = 'refused' in parsed ? parsed.refused : parsed.document.errors[0]?.message;
  const result = 'refused' in parsed || wrong !== undefined ? undefined : yamlValue(parsed.document);
  if (result && 'value' in result) return result.value;
  throw wrongInput(`${file} cannot be read: ${wrong ?? result?.refused}`);
}

/** The composer is recursive: what would exhaust its stack is found before, by the tokens. */
function tooDeepAt(text: string): number | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const _token of parser.next(lexeme)) if (parser.stack.length > 2 * maxDepth) return parser.offset;
    if (parser.stack.length > 2 * maxDepth) return parser.offset;
  }
  return undefined;
}

function lastAlias(document: Document.Parsed): Pick<Refusal, 'at'> {
  let at: number | undefined;
  visit(document, {
    Alias(_key, { range }) {
      at = range?.[0] ?? at;
    },
  });
  return at === undefined ? {} : { at };
}

function containsItself(value: unknown, above: readonly unknown[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (above.includes(value)) return true;
  const inside = [...above, value];
  return Object.values(value).some((member) => containsItself(member, inside));
}
