// A source that is a table kept by a database, asked for by its name or by a query, as one text: `postgres://host/db?table=public.loans`, `sqlite://data/app.db?query=SELECT+1`.
import { folderSource, shownFolder } from './folderSource';

export interface TableSource {
  readonly kind: 'postgres' | 'sqlite';
  /** `postgres://host:5432/db?sslmode=require` without what is asked for; of SQLite the file, relative to the project or absolute. */
  readonly database: string;
  readonly asked: Asked;
}

/** A table's name may have its schema before it; parts with dots or quotes in them stand in double quotes. */
export type Asked =
  { readonly kind: 'table'; readonly table: string } | { readonly kind: 'query'; readonly query: string };

/** Undefined where the source is something else, or names neither a table nor a query. */
export function tableSource(source: string): TableSource | undefined {
  const [, scheme, rest = ''] = /^(postgres|postgresql|sqlite):\/\/(.*)$/is.exec(source) ?? [];
  if (scheme === undefined) return undefined;
  const mark = rest.indexOf('?');
  const path = mark < 0 ? rest : rest.slice(0, mark);
  const params = new URLSearchParams(mark < 0 ? '' : rest.slice(mark + 1));
  const [table, query] = [params.get('table'), params.get('query')];
  params.delete('table');
  params.delete('query');
  const asked: Asked | undefined = query
    ? { kind: 'query', query }
    : table
      ? { kind: 'table', table }
      : undefined;
  if (!asked || (query && table)) return undefined;
  if (scheme.toLowerCase() === 'sqlite') return { kind: 'sqlite', database: decodedPath(path), asked };
  const others = params.size > 0 ? `?${params.toString()}` : '';
  return { kind: 'postgres', database: `postgres://${path}${others}`, asked };
}

/** The one text of it: equal for equal sources, however they were written. */
export function tableUri({ kind, database, asked }: TableSource): string {
  const params = new URLSearchParams(
    asked.kind === 'table' ? { table: asked.table } : { query: asked.query },
  );
  if (kind === 'sqlite') return `sqlite://${encodedPath(database)}?${params.toString()}`;
  return `${database}${database.includes('?') ? '&' : '?'}${params.toString()}`;
}

/** For messages: `public.loans of postgres://host/db`. */
export function tableName({ kind, database, asked }: TableSource): string {
  const shown = kind === 'postgres' ? database.replace(/\?.*$/s, '') : database;
  return `${asked.kind === 'table' ? asked.table : 'the query'} of ${shown}`;
}

/** A source as people read it: of a query only where it is asked. */
export function shownSource(source: string): string {
  const table = tableSource(source);
  const folder = folderSource(source);
  return table ? tableName(table) : folder ? shownFolder(folder) : source;
}

export const isPostgres = (source: string) => /^postgres(ql)?:/i.test(source);

/** What is wrong with an address of PostgreSQL as it is written; undefined where nothing is. */
export function addressFault(address: string): string | undefined {
  if (!/^postgres(ql)?:\/\//i.test(address)) return 'Write it as postgres://host/database.';
  const url = address.replace(/\?.*$/s, '');
  if (/^[a-z]+:\/\/[^/]*@/i.test(url) || /[?&](user|password)=/i.test(address))
    return 'Leave user and password out: PGUSER and PGPASSWORD, ~/.pgpass or a service file bring them.';
  if (!URL.canParse(url)) return 'Write it as postgres://host:5432/database.';
  return undefined;
}

const encodedPath = (path: string) => path.replace(/[%?#]/g, encodeURIComponent);

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
