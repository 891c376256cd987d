// Shutting a database before SQL of a manifest runs in it: from then on it sees what was loaded and nothing else.
import type { Database } from './engine';
import { literal } from './quote';

export interface LockOptions {
  /** The only folder that can still be read and written, for our own results; undefined shuts every one. */
  readonly writable?: string;
  /** Files that can still be read: what a view over them needs. */
  readonly readable?: readonly string[];
  /** ISO time that the macro `as_of()` answers; undefined defines none. */
  readonly asOf?: string;
}

/**
 * No file, network, extension or setting can be reached afterwards, and it cannot be undone. Load the data into tables
 * first; what runs afterwards must have passed guard.ts.
 */
export async function lock(
  database: Database,
  { writable, readable, asOf }: LockOptions = {},
): Promise<void> {
  if (asOf !== undefined)
    await database.run(`CREATE MACRO as_of() AS (CAST(${literal(asOf)} AS TIMESTAMPTZ) AT TIME ZONE 'UTC')`);
  if (writable !== undefined) await database.run(`SET allowed_directories = [${literal(writable)}]`);
  if (readable)
    await database.run(`SET allowed_paths = [${readable.map((file) => literal(file)).join(', ')}]`);
  await database.run('SET enable_external_access = false');
  await database.run('SET lock_configuration = true');
}
