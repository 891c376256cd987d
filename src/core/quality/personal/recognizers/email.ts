// E-mail addresses: RFC 5321 as far as validator.js checks it, within the syntax that people write.
import isEmail from 'validator/lib/isEmail';
import { hidden, lookalikes, word, type Recognizer } from '../recognizer';

const pattern =
  /(?<![\p{L}\p{N}_.%+@=-])[a-z0-9_][a-z0-9_.%+'&=-]{0,63}@[a-z0-9][a-z0-9.-]*\.[a-z]{2,24}(?![a-z0-9_@-])/giu;

export const email: Recognizer = {
  kind: 'email',
  candidate: String.raw`[A-Za-z0-9_.%+'&=-]@[A-Za-z0-9-]+\.`,
  find: (text) => (text.includes('@') ? lookalikes(pattern, text, (match) => isEmail(match)) : []),
  chance: 1e-6,
  named: word('e-?mails?', 'mail', 'mails'),
  mask(text) {
    const at = text.lastIndexOf('@');
    const top = text.lastIndexOf('.');
    return `${text.slice(0, 1)}${hidden}@${hidden}${text.slice(Math.max(at, top))}`;
  },
};
