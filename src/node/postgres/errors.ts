// What PostgreSQL, or the way to it, refused, as a person reads it. Passwords are in none of these texts: the server does not repeat them.
import { DatabaseError } from 'pg';
import { isLifecycleError, unavailable, wrongInput, type LifecycleError } from '../../core/errors';
import { diskError } from '../files/diskError';

/** `shown`: what was asked for, of which database. Errors that are neither the server's nor the network's pass through. */
export function postgresError(error: unknown, shown: string): unknown {
  if (isLifecycleError(error) || !(error instanceof Error)) return error;
  if (error instanceof DatabaseError) return refused(error, shown);
  const ours = diskError(error);
  if (ours) return ours;
  if (/password must be a (non-empty )?string/.test(error.message))
    return wrongInput(`PostgreSQL asks for a password: ${shown}.`, { cause: error, hint: passwordHint });
  if (/does not support SSL/.test(error.message))
    return wrongInput(`PostgreSQL's server has no TLS, which sslmode asks for: ${shown}.`, {
      cause: error,
      hint: 'Turn TLS on at the server; or sslmode=prefer, where the way to it is safe.',
    });
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/.test(code))
    return wrongInput(`PostgreSQL's server is not who it should be: ${told(error)}: ${shown}.`, {
      cause: error,
      hint: 'Name the root certificate by sslrootcert or PGSSLROOTCERT, and the host as the certificate has it.',
    });
  return unavailable(`PostgreSQL did not answer: ${told(error)}: ${shown}.`, {
    cause: error,
    hint: 'What was collected before is kept. Check the address, or try again later.',
  });
}

const passwordHint =
  'Give user and password by PGUSER and PGPASSWORD, ~/.pgpass (readable by you alone) or a service file.';

/** By the class of its code: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function refused(error: DatabaseError, shown: string): LifecycleError {
  const { code = '', message, hint, position } = error;
  const at = position === undefined ? '' : ` (at character ${position})`;
  const says = `PostgreSQL says: ${message}${at}: ${shown}.`;
  const details = (more: string) => ({ cause: error, hint: hint ? `${hint} ${more}` : more });
  if (code.startsWith('28')) return wrongInput(says, details(passwordHint));
  if (code === '3D000' || code === '42P01' || code === '3F000')
    return wrongInput(
      says,
      details('Check the names of database, schema and table; what is written in capitals is told apart.'),
    );
  if (code === '42501')
    return wrongInput(says, details('Ask for the right to SELECT from it, or collect it as another user.'));
  if (code === '25006' || code === '0A000')
    return wrongInput(says, details('Only what reads can be collected: a SELECT.'));
  if (/^(08|53|57|58|XX|40)/.test(code))
    return unavailable(says, details('What was collected before is kept. Try again later.'));
  return wrongInput(says, details('Mend the query.'));
}

/** Of several addresses that were tried, what the first said. */
function told(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const text = first instanceof Error ? first.message : error.message;
  return text === 'Connection terminated unexpectedly' ? 'the connection was cut' : text;
}
