// What PostgreSQL answers to one question, as a file of COPY's text format: one line a row. A reading of one moment, in a transaction that can write nothing.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client, FieldDef } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { unavailable, wrongInput } from '../../core/errors';
import type { Asked } from '../../core/manifest/tableSource';
import { count } from '../../core/figures';
import { identifier } from '../../core/quote';

export interface CopiedOut {
  readonly fields: readonly FieldDef[];
  readonly rows: number;
  /** Bytes of the longest line. */
  readonly longest: number;
  /** `sha256:` and hex over columns and rows. */
  readonly content: string;
  /** When the server looked, by its clock: ISO, UTC. */
  readonly at: string;
}

export interface CopyOptions {
  /** Made here. */
  readonly file: string;
  /** Told of bytes as they come. */
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** Dates, times and fractions are written in one way, whatever server and user prefer. */
const settings = `SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL TimeZone = 'UTC';
  SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'; SET LOCAL synchronize_seqscans = off`;

/** Throws as pg and the file system do, and `input` where the columns cannot be those of a table. */
export async function copyOut(
  client: Client,
  asked: Asked,
  { file, onBytes, signal }: CopyOptions,
): Promise<CopiedOut> {
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query(settings);
  const now = await client.query<{ at: string }>(
    `SELECT to_char(transaction_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`,
  );
  const query =
    asked.kind === 'table' ? `SELECT * FROM ${tableIn(asked.table)}` : asked.query.replace(/[;\s]+$/, '');
  const fields = await fieldsOf(client, query);
  refuseNames(fields);
  const hash = createHash('sha256').update(
    JSON.stringify(
      fields.map(({ name, dataTypeID, dataTypeModifier }) => [name, dataTypeID, dataTypeModifier]),
    ),
  );
  const lines = new LineMeter((chunk) => {
    hash.update(chunk);
    onBytes(chunk.length);
  });
  // a line of one empty text would be an empty line, which readers take for none
  const rows = fields.length > 1 ? query : `SELECT one.*, 1 FROM (${query}\n) AS one`;
  const copy = client.query(copyTo(`COPY (${rows}\n) TO STDOUT (FORMAT text, ENCODING 'UTF8')`));
  await pipeline(copy, lines, createWriteStream(file, { flags: 'wx' }), { signal });
  await client.query('COMMIT');
  if (copy.rowCount !== lines.rows)
    throw unavailable(
      `PostgreSQL sent ${count(lines.rows)} rows and says that they are ${count(copy.rowCount)}.`,
      {
        hint: 'Try again.',
      },
    );
  return {
    fields,
    rows: lines.rows,
    longest: lines.longest,
    content: `sha256:${hash.digest('hex')}`,
    at: now.rows[0]?.at ?? '',
  };
}

/**
 * The query's columns. As a cursor's, and sent as one statement alone, it can be nothing but a SELECT that is whole: so it
 * stays one between COPY's parentheses.
 */
async function fieldsOf(client: Client, query: string): Promise<readonly FieldDef[]> {
  const alone = { text: `DECLARE lifecycle_rows NO SCROLL CURSOR FOR ${query}`, queryMode: 'extended' };
  await client.query(alone);
  const { fields } = await client.query('FETCH 0 FROM lifecycle_rows');
  await client.query('CLOSE lifecycle_rows');
  return fields;
}

/** `public.loans`, `"Odd.Name"`, each part as the database has it. */
function tableIn(name: string): string {
  const parts = name.match(/"(?:[^"]|"")*"|[^."]+/g) ?? [];
  if (parts.join('.') !== name)
    throw wrongInput(`${name} is no name of a table.`, {
      hint: 'Write it as public.loans; a name with dots or quotes in it stands in double quotes, which are doubled in it.',
    });
  const plain = parts.map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part));
  return plain.map(identifier).join('.');
}

/** DuckDB takes names for the same that differ in capitals only. */
function refuseNames(fields: readonly FieldDef[]): void {
  if (fields.length === 0)
    throw wrongInput('What is asked of PostgreSQL has no columns.', { hint: 'Select at least one.' });
  const seen = new Set<string>();
  for (const { name } of fields) {
    if (seen.has(name.toLowerCase()))
      throw wrongInput(`What is asked of PostgreSQL has two columns called "${name}".`, {
        hint: 'Name each in a query, e.g. SELECT a.id AS a_id, b.id AS b_id.',
      });
    seen.add(name.toLowerCase());
  }
}

/** Counts lines and the bytes of the longest; COPY ends each with a newline, and has none inside. */
class LineMeter extends Transform {
  rows = 0;
  longest = 0;
  private open = 0;

  constructor(private readonly onChunk: (chunk: Buffer) => void) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      this.rows++;
      this.longest = Math.max(this.longest, this.open + end - start);
      this.open = 0;
      start = end + 1;
    }
    this.open += chunk.length - start;
    this.onChunk(chunk);
    done(null, chunk);
  }
}
