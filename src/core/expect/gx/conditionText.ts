// A condition over one row as people write it for pandas' query, for Spark's filter, or as col("a") > 1; nothing of it is ever run.
import type { Comparison, ConditionNode } from '../conditionNode';
import type { Value } from '../conditionNode';

type Parsed = { readonly node: ConditionNode } | { readonly refused: string };

export function parseCondition(text: string): Parsed {
  try {
    const reader = new Reader(tokensOf(text));
    const node = asNode(reader.or());
    reader.end();
    return { node };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.message };
    throw error;
  }
}

/** Thrown and caught in this file only. */
class Refused extends Error {}

interface Token {
  readonly kind: 'name' | 'quotedName' | 'number' | 'string' | 'sign' | 'end';
  readonly text: string;
}

const token =
  /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|`(?<quotedName>(?:[^`]|``)+)`|"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<sign>==|!=|<>|<=|>=|&&|\|\||[<>=&|~!()[\],.+*/%-]))/uy;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  const { length } = text.trimEnd();
  while (token.lastIndex < length) {
    const from = token.lastIndex;
    const groups = token.exec(text)?.groups;
    if (!groups) throw new Refused(`"${text.slice(from).trim().slice(0, 20)}" is not understood`);
    const { number, quotedName, double, single, name, sign } = groups;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (quotedName !== undefined)
      tokens.push({ kind: 'quotedName', text: quotedName.replaceAll('``', '`') });
    else if (double !== undefined) tokens.push({ kind: 'string', text: unescaped(double) });
    else if (single !== undefined) tokens.push({ kind: 'string', text: unescaped(single) });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

const unescaped = (text: string) =>
  text.replace(/\\(.)/gs, (_all, character: string) => ({ n: '\n', t: '\t' })[character] ?? character);

/** What stands on a side of a comparison, or is a condition by itself. */
type Operand =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'list'; readonly values: readonly Value[] }
  | { readonly kind: 'condition'; readonly node: ConditionNode };

const flipped: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

class Reader {
  private at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  or(): Operand {
    return this.joined('or', ['or', '|', '||'], () =>
      this.joined('and', ['and', '&', '&&'], () => this.not()),
    );
  }

  end(): void {
    const { kind, text } = this.next();
    if (kind !== 'end') throw new Refused(`"${text}" is not expected there`);
  }

  private joined(kind: 'and' | 'or', words: readonly string[], part: () => Operand): Operand {
    const parts = [part()];
    while (words.some((word) => this.takes(word))) parts.push(part());
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind: 'condition', node: { kind, of: parts.map(asNode) } };
  }

  private not(): Operand {
    if (['not', '~', '!'].some((word) => this.takes(word)))
      return { kind: 'condition', node: { kind: 'not', of: asNode(this.not()) } };
    return this.comparison();
  }

  private comparison(): Operand {
    let left = this.operand();
    const parts: ConditionNode[] = [];
    for (;;) {
      const part = this.compared(left);
      if (!part) break;
      parts.push(part.node);
      left = part.right;
    }
    const [only] = parts;
    if (!only) return left;
    return { kind: 'condition', node: parts.length === 1 ? only : { kind: 'and', of: parts } };
  }

  /** What follows on the left side, and what the next comparison of a chain has on its left. */
  private compared(left: Operand): { readonly node: ConditionNode; readonly right: Operand } | undefined {
    const by = this.operator();
    if (by) {
      const right = this.operand();
      return { node: comparisonOf(left, by, right), right };
    }
    const isNot = this.takes('not');
    const negated = (node: ConditionNode) => ({
      node: isNot ? ({ kind: 'not', of: node } as const) : node,
      right: { kind: 'condition', node } as const,
    });
    if (this.takes('in')) return negated({ kind: 'in', column: columnOf(left), values: this.list() });
    if (this.takes('like')) {
      const pattern = this.value();
      if (typeof pattern !== 'string') throw new Refused('like needs a text');
      return negated({ kind: 'like', column: columnOf(left), pattern });
    }
    if (this.takes('between')) {
      const column = columnOf(left);
      const [low, high] = [this.value(), this.takes('and') ? this.value() : null];
      if (low === null || high === null) throw new Refused('between needs two values');
      return negated({
        kind: 'and',
        of: [
          { kind: 'compare', column, by: '>=', value: low },
          { kind: 'compare', column, by: '<=', value: high },
        ],
      });
    }
    if (isNot) throw new Refused('"not" is not expected there');
    if (!this.takes('is')) return undefined;
    const isPresent = this.takes('not');
    if (!this.takes('null')) throw new Refused('after "is" comes "null" or "not null"');
    const missing: ConditionNode = { kind: 'missing', column: columnOf(left) };
    const node: ConditionNode = isPresent ? { kind: 'not', of: missing } : missing;
    return { node, right: { kind: 'condition', node } };
  }

  private operator(): Comparison | undefined {
    const { kind, text } = this.peek();
    if (kind !== 'sign' || !['==', '=', '!=', '<>', '<', '<=', '>', '>='].includes(text)) return undefined;
    this.at++;
    return text === '=' ? '==' : text === '<>' ? '!=' : (text as Comparison);
  }

  private operand(): Operand {
    const { kind, text } = this.peek();
    if (kind === 'sign' && text === '(') {
      this.at++;
      const inner = this.or();
      if (this.takes(',')) throw new Refused('a list stands only behind "in"');
      this.expect(')');
      return this.method(inner);
    }
    if (kind === 'sign' && text === '[') return { kind: 'list', values: this.list() };
    if (kind === 'quotedName') {
      this.at++;
      return this.method({ kind: 'column', name: text });
    }
    if (kind === 'name' && !isWord(text)) {
      this.at++;
      if (!this.takes('(')) return this.method({ kind: 'column', name: text });
      return this.called(text);
    }
    return { kind: 'value', value: this.value() };
  }

  /** `col("a")` and `date("2020-01-01")` are all that is called. */
  private called(name: string): Operand {
    const { kind, text } = this.next();
    if (kind !== 'string' || (name !== 'col' && name !== 'date'))
      throw new Refused(`${name}(...) is not known`);
    this.expect(')');
    return name === 'date' ? { kind: 'value', value: text } : this.method({ kind: 'column', name: text });
  }

  private method(operand: Operand): Operand {
    if (!this.takes('.')) return operand;
    const { text } = this.next();
    const column = columnOf(operand);
    this.expect('(');
    const missing: ConditionNode = { kind: 'missing', column };
    const name = text.toLowerCase();
    if (name === 'isin') {
      const values = this.list();
      this.expect(')');
      return { kind: 'condition', node: { kind: 'in', column, values } };
    }
    this.expect(')');
    if (name === 'isnull' || name === 'isna') return { kind: 'condition', node: missing };
    if (name === 'notnull' || name === 'notna')
      return { kind: 'condition', node: { kind: 'not', of: missing } };
    throw new Refused(`.${text}() is not known`);
  }

  private list(): readonly Value[] {
    const close = this.takes('[') ? ']' : this.takes('(') ? ')' : undefined;
    if (close === undefined) throw new Refused('a list of values is expected, e.g. ["a", "b"]');
    const values: Value[] = [];
    while (!this.takes(close)) {
      values.push(this.value());
      if (!this.takes(',')) {
        this.expect(close);
        break;
      }
    }
    return values;
  }

  private value(): Value {
    if (this.takes('-')) return -this.number();
    if (this.takes('+')) return this.number();
    const { kind, text } = this.peek();
    if (kind === 'number') return this.number();
    if (kind === 'string') {
      this.at++;
      return text;
    }
    if (kind === 'name' && /^(true|false)$/i.test(text)) {
      this.at++;
      return text.toLowerCase() === 'true';
    }
    if (kind === 'name' && text.toLowerCase() === 'date') {
      this.at++;
      this.expect('(');
      const { kind: of, text: day } = this.next();
      if (of !== 'string') throw new Refused('date needs a text');
      this.expect(')');
      return day;
    }
    throw new Refused(kind === 'end' ? 'it ends too early' : `"${text}" is no value`);
  }

  private number(): number {
    const { kind, text } = this.next();
    if (kind !== 'number') throw new Refused(`"${text}" is no number`);
    return Number(text);
  }

  private takes(word: string): boolean {
    const { kind, text } = this.peek();
    const isIt = kind === 'name' ? text.toLowerCase() === word : kind === 'sign' && text === word;
    if (isIt) this.at++;
    return isIt;
  }

  private expect(sign: string): void {
    if (!this.takes(sign)) throw new Refused(`"${sign}" is expected before "${this.peek().text}"`);
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '' };
  }

  private next(): Token {
    const token = this.peek();
    this.at++;
    return token;
  }
}

const isWord = (text: string) => /^(and|or|not|in|is|null|none|like|between|true|false)$/i.test(text);

function asNode(operand: Operand): ConditionNode {
  if (operand.kind === 'condition') return operand.node;
  if (operand.kind === 'column') return { kind: 'true', column: operand.name };
  throw new Refused('a value is no condition');
}

function columnOf(operand: Operand): string {
  if (operand.kind === 'column') return operand.name;
  throw new Refused('the name of a column is expected');
}

function comparisonOf(left: Operand, by: Comparison, right: Operand): ConditionNode {
  if (left.kind === 'column' && right.kind === 'column')
    return { kind: 'columns', column: left.name, by, other: right.name };
  if (left.kind !== 'column' && right.kind === 'column') return comparisonOf(right, flipped[by], left);
  const column = columnOf(left);
  if (right.kind === 'list') {
    const is: ConditionNode = { kind: 'in', column, values: right.values };
    if (by === '==') return is;
    if (by === '!=') return { kind: 'not', of: is };
  }
  if (right.kind !== 'value' || right.value === null) throw new Refused(`${by} needs a value`);
  return { kind: 'compare', column, by, value: right.value };
}
