// Addresses that carry a user's password (RFC 3986, userinfo), as of a database: `postgres://ana:secret@db.example.org/sales`.
import { hidden, lookalikes, word, type Recognizer } from '../recognizer';

const pattern =
  /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/?#"'<>]{0,128}:[^\s@/?#"'<>]{1,128}@[^\s/?#"'<>:@]+[^\s"'<>]*/giu;
/** What stands for a password in examples. */
const placeholder = /^(?:[<{[(*•x$%].*|pass(?:word)?|pwd|pw)$/i;

export const credentials: Recognizer = {
  kind: 'credentials',
  candidate: '://[^ /?#@]*:[^ /?#@]+@',
  find: (text) =>
    text.includes('://')
      ? lookalikes(pattern, text, (match) => !placeholder.test(/:\/\/[^:]*:([^@]*)@/.exec(match)?.[1] ?? ''))
      : [],
  chance: 1e-6,
  named: word('dsn', 'connection', 'ur[li]s?'),
  mask: (text) => `${text.slice(0, text.indexOf(':'))}://${hidden}`,
};
