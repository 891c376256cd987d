// Who may ask a server of this machine: its programs, but no page of the web that a browser has open.
import type { IncomingHttpHeaders } from 'node:http';
import { isOnThisMachine } from '../deploy/thisMachine';

/**
 * Whether a browser says that a foreign page asks (`Origin`), or the name asked for is none of this machine's (`Host`): a
 * page may give its own name our address. Programs send no `Origin`.
 */
export function isForeign({ host, origin }: Pick<IncomingHttpHeaders, 'host' | 'origin'>): boolean {
  return (
    (host !== undefined && !isOnThisMachine(`http://${host}`)) ||
    (origin !== undefined && !isOnThisMachine(origin))
  );
}
