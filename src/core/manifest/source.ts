// Where a dataset comes from, as the manifest says it: a text, or a query of a database; read, both are one text.
import * as z from 'zod';
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
)
  .superRefine((source, context) => {
    const fault = faultOf(source);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  })
  .transform((source) => {
    const table = tableSource(source);
    return table ? tableUri(table) : source;
  });

function faultOf(source: string): string | undefined {
  if (!isPostgres(source) && !/^sqlite:/i.test(source)) return undefined;
  const fault = isPostgres(source) ? addressFault(source) : undefined;
  return (
    fault ??
    (tableSource(source) ? undefined : 'Say what of it: ?table=NAME, or {database: ..., query: ...}.')
  );
}

const query = z
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
      .describe(
        'The address of a PostgreSQL database, with `sslmode` or `service` where it matters, or a file of SQLite. User and password come from PGUSER and PGPASSWORD, ~/.pgpass or a service file, never from here.',
      ),
    query: like(z.string().regex(/\S/, 'Write a SELECT.'), 'SELECT * FROM calls ORDER BY id').describe(
      'A SELECT; its rows are brought in its order.',
    ),
  })
  .transform(({ database, query }) => {
    const kind = isPostgres(database) ? 'postgres' : 'sqlite';
    const address = database.replace(/^postgresql:/i, 'postgres:');
    return tableUri({ kind, database: address, asked: { kind: 'query', query: query.trim() } });
  });

/** Read it is one text, whichever way it was written. */
export const sourceSchema = z.union([text, query]);
