// What `sslmode` means for a connection, as PostgreSQL's own tools take it.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { checkServerIdentity, type ConnectionOptions, type PeerCertificate } from 'node:tls';
import { wrongInput } from '../../core/errors';
import { isMissing } from '../files/atomic';
import type { PostgresSettings } from './settings';

/**
 * The ways to try, in this order; the next one is only for a server that refuses the way before it. Certificates are
 * checked against the root file, or the system's where none is there: https://www.postgresql.org/docs/current/libpq-ssl.html
 */
export async function tlsWays({
  host,
  ssl,
}: Pick<PostgresSettings, 'host' | 'ssl'>): Promise<readonly (false | ConnectionOptions)[]> {
  // a socket of this machine has no TLS
  if (ssl.mode === 'disable' || host.startsWith('/')) return [false];
  const own = (name: string) => join(homedir(), '.postgresql', name);
  const ca = ssl.rootCert === 'system' ? undefined : await pem(ssl.rootCert, own('root.crt'));
  const cert = await pem(ssl.cert, own('postgresql.crt'));
  const key = await pem(ssl.key, own('postgresql.key'));
  // with a root file, "require" checks the server's certificate as "verify-ca" does
  const isChecked = ssl.mode.startsWith('verify') || (ssl.mode === 'require' && ssl.rootCert !== undefined);
  const tls: ConnectionOptions = {
    rejectUnauthorized: isChecked,
    checkServerIdentity: (_name: string, certificate: PeerCertificate) =>
      ssl.mode === 'verify-full' ? checkServerIdentity(host, certificate) : undefined,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
  };
  switch (ssl.mode) {
    case 'allow':
      return [false, tls];
    case 'prefer':
      return [tls, false];
    default:
      return [tls];
  }
}

/** The file that is named, which has to be there, or one's own, which may not. */
async function pem(named: string | undefined, own: string): Promise<string | undefined> {
  try {
    return await readFile(named ?? own, 'utf8');
  } catch (error) {
    if (named === undefined && isMissing(error)) return undefined;
    throw wrongInput(`The certificate file ${named ?? own} cannot be read.`, {
      hint: 'Check sslrootcert, sslcert and sslkey.',
      cause: error,
    });
  }
}
