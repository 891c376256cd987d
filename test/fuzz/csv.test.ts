// Delimited text in every way it is written, whole and damaged: its rows come out as they were, or a message does.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import Papa from 'papaparse';
import { detectDialect } from '../../src/core/dataset/dialect';
import { limit, place, runs, seed, useReader } from './rounds';

const letters = [
  'a',
  'b',
  'é',
  '😀',
  '"',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r\n',
  ' ',
  "'",
  '\\',
  '#',
  '0',
  '1',
  '.',
  '-',
  'N',
  '\u00a0',
];
const cell = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom(...letters), maxLength: 12 }) },
  fc.constantFrom(
    '',
    'NULL',
    'nan',
    'true',
    '1e308',
    '9007199254740993',
    '0001-01-01',
    '2026-01-31 10:00:00',
    '00123',
  ),
);
const name = fc.string({
  unit: fc.constantFrom('a', 'B', 'é', '😀', '"', '_', ' ', '7', ';', ','),
  minLength: 1,
  maxLength: 8,
});

interface Dialect {
  readonly delimiter: string;
  readonly newline: string;
  readonly quotes: boolean;
  readonly encoding: 'utf8' | 'utf8 with mark' | 'utf16le' | 'utf16be';
  readonly isPacked: boolean;
  readonly endsWithNewline: boolean;
}
const dialect: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  quotes: fc.boolean(),
  encoding: fc.constantFrom('utf8', 'utf8', 'utf8 with mark', 'utf16le', 'utf16be'),
  isPacked: fc.boolean(),
  endsWithNewline: fc.boolean(),
});

interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
/** A first row of words, so that every column is text and comes back as it was written. */
const table: fc.Arbitrary<Table> = fc
  .uniqueArray(name, { minLength: 2, maxLength: 5, selector: (one) => one.trim().toLowerCase() })
  .chain((names) =>
    fc.record({
      names: fc.constant(names),
      rows: fc
        .array(fc.array(cell, { minLength: names.length, maxLength: names.length }), { maxLength: 8 })
        .map((rows) => [names.map((_, index) => `word ${String(index)}`), ...rows]),
    }),
  );

function textOf({ names, rows }: Table, { delimiter, newline, quotes, endsWithNewline }: Dialect): string {
  const text = Papa.unparse([[...names], ...rows.map((row) => [...row])], { delimiter, newline, quotes });
  return endsWithNewline ? `${text}${newline}` : text;
}

function bytesOf(text: string, { encoding, isPacked }: Dialect): Uint8Array {
  const bytes =
    encoding === 'utf16le' || encoding === 'utf16be'
      ? Buffer.from(`\ufeff${text}`, 'utf16le')
      : Buffer.from(encoding === 'utf8' ? text : `\ufeff${text}`);
  if (encoding === 'utf16be') bytes.swap16();
  return isPacked ? gzipSync(bytes, { level: 1 }) : bytes;
}

const fileName = ({ isPacked }: Dialect) => (isPacked ? 'fuzzed.csv.gz' : 'fuzzed.csv');

describe(`delimited text, seed ${String(seed)}`, function () {
  this.timeout(limit);
  const read = useReader();

  it('comes out as it was written', async () => {
    let refused = 0;
    const options = runs(0.1);
    await fc.assert(
      fc.asyncProperty(table, dialect, async (written, how) => {
        const outcome = await read(fileName(how), bytesOf(textOf(written, how), how));
        if (outcome.kind === 'refused') {
          refused++;
          return;
        }
        const { rows } = outcome;
        assert.equal(rows.length, written.rows.length, 'as many rows');
        for (const [at, row] of rows.entries())
          assert.deepEqual(
            outcome.loaded.columns.map(({ name: column }) => (row as Record<string, unknown>)[column] ?? ''),
            written.rows[at],
          );
      }),
      options,
    );
    assert.ok(
      refused <= options.numRuns * 0.05,
      `${String(refused)} of ${String(options.numRuns)} were refused`,
    );
  });

  const damage = fc.record({
    at: place,
    kind: fc.constantFrom('cut', 'insert', 'remove', 'repeat'),
    piece: fc.constantFrom('"', ',', '\n', '\r', '\0', '""', ';', '\u00ff', 'x"y', '\n\n', ',,'),
  });
  const damaged = (text: string, { at, kind, piece }: { at: number; kind: string; piece: string }) => {
    const where = at % (text.length + 1);
    if (kind === 'cut') return text.slice(0, where);
    if (kind === 'insert') return text.slice(0, where) + piece + text.slice(where);
    if (kind === 'remove') return text.slice(0, where) + text.slice(where + 1);
    return text.slice(0, where) + text.slice(Math.max(0, where - 10));
  };

  it('that is damaged keeps each record that is there, or is refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        dialect,
        fc.array(damage, { minLength: 1, maxLength: 2 }),
        async (written, how, blows) => {
          const text = blows.reduce(damaged, textOf(written, how));
          const outcome = await read(fileName(how), bytesOf(text, how));
          if (outcome.kind === 'refused') return;
          const { delimiter } = how;
          const { data, errors } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true });
          if (errors.length > 0 || data[0]?.length !== outcome.loaded.columns.length) return;
          // Papa takes one kind of end for all lines: it is asked again with all of them alike.
          const even = text.replace(/"(?:[^"]|"")*"|\r\n?|\n/g, (one) => (one.startsWith('"') ? one : '\n'));
          const again = Papa.parse<string[]>(even, { delimiter, newline: '\n', skipEmptyLines: true });
          // Without a header of its own, as where a blow split it, the first line is a row too.
          const counts = [data.length - 1, again.data.length - 1, again.data.length];
          assert.ok(counts.includes(outcome.rows.length), `${outcome.rows.length}: ${JSON.stringify(text)}`);
        },
      ),
      runs(0.1),
    );
  });

  it('that is no text at all is refused or read, and ends nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('b.csv', 'b.csv.gz', 'b.tsv.zst'),
        async (bytes, file) => {
          await read(file, bytes);
        },
      ),
      runs(0.05),
    );
  });

  it('is cut where its writer cut it', () => {
    fc.assert(
      fc.property(table, dialect, (written, how) => {
        const { delimiter, header } = detectDialect(textOf(written, how), true);
        assert.deepEqual([delimiter, header], [how.delimiter, written.names]);
      }),
      runs(0.2),
    );
  });
});
