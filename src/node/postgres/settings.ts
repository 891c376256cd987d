// How a PostgreSQL server is reached: by the address, then a service file, then the environment, as PostgreSQL's own tools do it. Nothing is connected here.
import { readFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import pgpass from 'pgpass';
import { wrongInput } from '../../core/errors';
import { isMissing } from '../files/atomic';

export const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof sslModes)[number];

export interface PostgresSettings {
  /** A name, an address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Asked for when the server wants one; undefined where nothing knows it. */
  readonly password: () => Promise<string | undefined>;
  readonly ssl: {
    readonly mode: SslMode;
    /** Files, in PEM; undefined where nothing names them. */
    readonly rootCert?: string | undefined;
    readonly cert?: string | undefined;
    readonly key?: string | undefined;
  };
  /** Milliseconds. */
  readonly connectTimeout: number;
}

/** The words of addresses and service files, and the variable that each is in the environment. */
const variables = {
  host: 'PGHOST',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  connect_timeout: 'PGCONNECT_TIMEOUT',
} as const;
type Word = keyof typeof variables;
type Words = Partial<Record<Word, string>>;

const inAddresses: readonly string[] = [
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'connect_timeout',
  'service',
];

/** `address`: `postgres://host:5432/db?sslmode=require`, each part of which may be left out. Throws `input` for words that it cannot have. */
export async function postgresSettings(
  address: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<PostgresSettings> {
  const url = new URL(address);
  for (const word of url.searchParams.keys())
    if (!inAddresses.includes(word))
      throw wrongInput(`The address of a PostgreSQL database cannot say "${word}".`, {
        hint: `It can say ${inAddresses.join(', ')}.`,
      });
  const service = url.searchParams.get('service') ?? env['PGSERVICE'];
  const ofService = service ? await serviceWords(service, env) : {};
  const ofAddress: Words = {
    ...(url.hostname && { host: decodeURIComponent(url.hostname) }),
    ...(url.port && { port: url.port }),
    ...(url.pathname.length > 1 && { dbname: decodeURIComponent(url.pathname.slice(1)) }),
    ...Object.fromEntries(url.searchParams),
  };
  const known = (word: Word) => ofAddress[word] || ofService[word] || env[variables[word]] || undefined;
  const user = known('user') ?? userInfo().username;
  const place = {
    host: known('host') ?? 'localhost',
    port: portOf(known('port') ?? '5432'),
    database: known('dbname') ?? user,
    user,
  };
  return {
    ...place,
    password: async () =>
      known('password') ?? new Promise<string | undefined>((resolve) => pgpass(place, resolve)),
    ssl: {
      mode: sslMode(known('sslmode') ?? 'prefer'),
      rootCert: known('sslrootcert'),
      cert: known('sslcert'),
      key: known('sslkey'),
    },
    connectTimeout: (Number(known('connect_timeout')) || 20) * 1000,
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw wrongInput(`PostgreSQL's port cannot be "${text}".`, { hint: 'Write a number, such as 5432.' });
}

function sslMode(text: string): SslMode {
  const mode = sslModes.find((one) => one === text);
  if (mode) return mode;
  throw wrongInput(`sslmode cannot be "${text}".`, { hint: `It is one of ${sslModes.join(', ')}.` });
}

/** What a service file says below `[name]`: https://www.postgresql.org/docs/current/libpq-pgservice.html */
async function serviceWords(name: string, env: NodeJS.ProcessEnv): Promise<Words> {
  const own = env['PGSERVICEFILE'] || join(env['HOME'] || homedir(), '.pg_service.conf');
  const files = [own, ...(env['PGSYSCONFDIR'] ? [join(env['PGSYSCONFDIR'], 'pg_service.conf')] : [])];
  for (const file of files) {
    const lines = (await textOf(file)).split(/\r?\n/).map((line) => line.trim());
    const start = lines.indexOf(`[${name}]`);
    if (start < 0) continue;
    const end = lines.findIndex((line, index) => index > start && line.startsWith('['));
    const section = lines.slice(start + 1, end < 0 ? undefined : end);
    return Object.fromEntries(
      section
        .map((line) => /^([a-z_]+)\s*=\s*(.*)$/.exec(line))
        .flatMap((found) => (found ? [[found[1] ?? '', found[2] ?? '']] : [])),
    );
  }
  throw wrongInput(`No service file knows the PostgreSQL service "${name}".`, {
    hint: `Write it into ${own}, below [${name}].`,
  });
}

const textOf = (file: string) =>
  readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '';
    throw error;
  });
