// Where a dataset comes from, as the manifest says it: a text, or what is asked of a database or a folder; read, both are one text.
import * as z from 'zod';
import { folderPicks, folderSource, folderUri, type FolderKind } from './folderSource';
import { like } from './scalars';
import { addressFault, isPostgres, tableSource, tableUri } from './tableSource';

const text = like(
  z.string().min(1, 'Write a file, a folder, a glob, an address, or a table of a database.'),
  'https://example.org/bank.csv',
  's3://bucket/bank/*.parquet',
  'gs://bucket/bank/',
  'az://container/bank.csv',
  'source/bank.csv',
  'postgres://db.example.org/bank?table=public.calls',
  'sqlite://source/bank.db?table=calls',
  'delta://s3://bucket/calls?version=12',
)
  .superRefine((source, context) => {
    const fault = faultOf(source);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  })
  .transform((source) => {
    const table = tableSource(source);
    const folder = folderSource(source);
    return table ? tableUri(table) : folder ? folderUri(folder) : source;
  });

function faultOf(source: string): string | undefined {
  if (/^(delta|iceberg|huggingface):/i.test(source))
    return folderSource(source) ? undefined : 'Say which folder, as delta://data/calls?version=3.';
  if (!isPostgres(source) && !/^sqlite:/i.test(source)) return undefined;
  const fault = isPostgres(source) ? addressFault(source) : undefined;
  return (
    fault ??
    (tableSource(source) ? undefined : 'Say what of it: ?table=NAME, or {database: ..., query: ...}.')
  );
}

const folder = like(
  z.string().min(1, 'Write a folder, or an address in a store of objects.'),
  'source/calls',
  's3://bucket/calls',
);

const parts = z
  .strictObject({
    database: like(
      z.string().min(1, 'Write an address or a file.'),
      'postgres://db.example.org/bank',
      'source/bank.db',
    )
      .superRefine((database, context) => {
        const fault = isPostgres(database) ? addressFault(database) : undefined;
        if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
      })
      .optional()
      .describe(
        'The address of a PostgreSQL database, with `sslmode` or `service` where it matters, or a file of SQLite. User and password come from PGUSER and PGPASSWORD, ~/.pgpass or a service file, never from here.',
      ),
    query: like(z.string().regex(/\S/, 'Write a SELECT.'), 'SELECT * FROM calls ORDER BY id')
      .optional()
      .describe('A SELECT over the database; its rows are brought in its order.'),
    delta: folder.optional().describe('The folder of a Delta Lake table.'),
    iceberg: like(folder, 'source/calls', 's3://bucket/calls/metadata/00007-0f6e.metadata.json')
      .optional()
      .describe(
        'The folder of an Apache Iceberg table, or one of its metadata files: only its catalog knows which is current, else the newest is taken.',
      ),
    huggingface: folder
      .optional()
      .describe('The folder of a dataset as the Hugging Face Hub has it: a card and files in splits.'),
    version: like(z.number().int().nonnegative(), 12)
      .optional()
      .describe('Of a Delta table: this version. The newest when left out.'),
    snapshot: z
      .union([
        z.string().min(1, 'Write an id, a branch or a tag.'),
        z.number().int('Write the id in quotes: it has more digits than a number holds.'),
      ])
      .meta({ examples: ['7750056351105060865', 'audited'] })
      .optional()
      .describe(
        'Of an Iceberg table: this snapshot, in quotes, or a branch or tag. The current one when left out.',
      ),
    as_of: like(
      z
        .string()
        .refine((text) => !Number.isNaN(Date.parse(text)), 'Write a time such as 2026-01-31T12:00:00Z.'),
      '2026-01-31T12:00:00Z',
    )
      .optional()
      .describe('Of a Delta or Iceberg table: as it was then. A day is its first moment in UTC.'),
    config: like(z.string().min(1, 'Write the name of a configuration.'), 'en')
      .optional()
      .describe('Of a Hugging Face dataset: this configuration, where its card has several.'),
    split: like(z.string().min(1, 'Write the name of a split.'), 'train')
      .optional()
      .describe('Of a Hugging Face dataset: this split, where it has several.'),
  })
  .superRefine((written, context) => {
    const fault = partsFault(written);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  })
  .transform(({ database, query = '', ...written }) => {
    const kind = folderKindOf(written);
    if (kind !== undefined) {
      const picks = folderPicks[kind].map((name) => [name, written[name]] as const);
      const given = picks.filter(([, value]) => value !== undefined);
      const chosen = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
      return folderUri({ kind, folder: written[kind] ?? '', picks: chosen });
    }
    const address = (database ?? '').replace(/^postgresql:/i, 'postgres:');
    const asked = { kind: 'query', query: query.trim() } as const;
    return tableUri({ kind: isPostgres(address) ? 'postgres' : 'sqlite', database: address, asked });
  });

type Written = Readonly<Record<string, unknown>>;

const folderKinds = Object.keys(folderPicks) as readonly FolderKind[];
const folderKindOf = (written: Written) => folderKinds.find((kind) => written[kind] !== undefined);

function partsFault(written: Written): string | undefined {
  const has = (name: string) => written[name] !== undefined;
  const what = ['database', ...folderKinds].filter(has);
  if (what.length !== 1) return 'Say one of database, delta, iceberg and huggingface.';
  if (has('database') !== has('query')) return 'Say both of database and query.';
  const kind = folderKindOf(written);
  const known: readonly string[] = kind === undefined ? [] : folderPicks[kind];
  const picks = [...new Set(Object.values(folderPicks).flat())].filter(has);
  const strange = picks.find((pick) => !known.includes(pick));
  if (strange !== undefined)
    return `There is no ${strange} of ${what[0] ?? ''}${known.length > 0 ? `: say ${known.join(' or ')}` : ''}.`;
  if (kind !== 'huggingface' && picks.length > 1) return `Say one of ${known.join(' and ')}.`;
  if (typeof written['snapshot'] === 'number' && !Number.isSafeInteger(written['snapshot']))
    return 'Write the snapshot in quotes: it has more digits than a number holds.';
  return undefined;
}

/** Read it is one text, whichever way it was written. */
export const sourceSchema = like(
  z.union([text, parts]),
  'https://example.org/bank.csv',
  's3://bucket/bank/*.parquet',
  { database: 'postgres://db.example.org/bank', query: 'SELECT * FROM calls ORDER BY id' },
  { delta: 's3://bucket/calls', version: 12 },
  { delta: 'source/calls', as_of: '2026-01-31T12:00:00Z' },
  { iceberg: 's3://bucket/calls', snapshot: '7750056351105060865' },
  { huggingface: 'source/reviews', config: 'en', split: 'train' },
);
