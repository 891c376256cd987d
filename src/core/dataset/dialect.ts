// How a delimited text is written, judged from its beginning; quotes are `"`, doubled inside. Reading the rows is the engine's work.

export interface Dialect {
  readonly delimiter: string;
  /** The first line's fields. */
  readonly header: readonly string[];
  /** A character that cuts every line alike although it is no delimiter here: the likely reason for a single column. */
  readonly suspect?: string;
}

const delimiters = [',', ';', '\t', '|'];
const unusual = [':', '^', '~', '\u0001', ' '];

/**
 * The header decides: the delimiter that cuts most of the sampled lines into as many fields as the header has, of equals
 * the one with more fields. A header that none cuts is a single column. `isWhole` is false where the sample ends in the
 * middle of the text.
 */
export function detectDialect(sample: string, isWhole: boolean): Dialect {
  const ranked = delimiters
    .map((delimiter) => ({ delimiter, ...judge(sample, delimiter, isWhole) }))
    .filter(({ header }) => header.length > 1)
    .sort((a, b) => b.agreement - a.agreement || b.header.length - a.header.length);
  const best = ranked[0];
  if (best) return { delimiter: best.delimiter, header: best.header };
  const { header } = judge(sample, '\u0000', isWhole);
  // Any delimiter reads a single column, as long as it is nowhere in the text.
  const delimiter = delimiters.find((candidate) => !sample.includes(candidate)) ?? '\u0002';
  const suspect = unusual.find((candidate) => {
    const judged = judge(sample, candidate, isWhole);
    return judged.header.length > 1 && judged.lines > 1 && judged.agreement === 1;
  });
  return { delimiter, header, ...(suspect === undefined ? {} : { suspect }) };
}

interface Judged {
  readonly header: readonly string[];
  readonly lines: number;
  /** Share of the lines with as many fields as the header, whose quotes are where this delimiter has them. */
  readonly agreement: number;
}

function judge(sample: string, delimiter: string, isWhole: boolean): Judged {
  const records = [...splitRecords(sample, delimiter)].filter(
    ({ fields }) => fields.length > 1 || fields[0] !== '',
  );
  const whole = isWhole || records.length < 2 ? records : records.slice(0, -1);
  const header = whole[0]?.fields ?? [];
  const alike = whole.filter(({ fields, isClean }) => isClean && fields.length === header.length).length;
  return { header, lines: whole.length, agreement: whole.length === 0 ? 0 : alike / whole.length };
}

interface Line {
  readonly fields: readonly string[];
  /** False where something stands behind a closing quote, or one stays open. */
  readonly isClean: boolean;
}

function* splitRecords(text: string, delimiter: string): Generator<Line> {
  let fields: string[] = [];
  let field = '';
  let isQuoted = false;
  let isClosed = false;
  let isClean = true;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text.charAt(at + 1) === '"') field += text.charAt(at++);
      else {
        isQuoted = false;
        isClosed = true;
      }
    } else if (character === '"' && field === '' && !isClosed) isQuoted = true;
    else if (character === delimiter) {
      fields.push(field);
      field = '';
      isClosed = false;
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && text.charAt(at + 1) === '\n') at++;
      yield { fields: [...fields, field], isClean };
      fields = [];
      field = '';
      isClosed = false;
      isClean = true;
    } else {
      field += character;
      isClean &&= !isClosed;
    }
  }
  if (field !== '' || fields.length > 0) yield { fields: [...fields, field], isClean: isClean && !isQuoted };
}
