// IP addresses of version 4 (four bytes) and 6 (RFC 4291), but not what names no machine: loopback, any, broadcast, masks, versions of programs.
import isIP from 'validator/lib/isIP';
import { hidden, word, type Recognizer, lookalikes } from '../recognizer';

const four = /(?<![\p{L}\p{N}_.-]|(?<!\/)\/)\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\p{N}_]|[.-]\p{N})/gu;
const six = /(?<![\p{L}\p{N}_.:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\p{L}\p{N}_:]|\.\p{N})/giu;
const nobody = /^(?:0|127|255)\.|\.0\.0$|^(?:::1?|fe80:.*)$/i;
/** What stands before the number of a program's version. */
const versioned = /(?:version|release|v|ver|rev|build|\p{L}\/)[.: ]{0,2}$/iu;

export const ip: Recognizer = {
  kind: 'ip',
  candidate: String.raw`\d{1,3}(\.\d{1,3}){3}|:[0-9A-Fa-f]{3,4}`,
  find: (text) => [
    ...lookalikes(
      four,
      text,
      (match, at) =>
        isIP(match, 4) &&
        !nobody.test(match) &&
        (/[[(]/.test(text.charAt(at - 1)) || !match.split('.').every((part) => Number(part) < 20)) &&
        !versioned.test(text.slice(Math.max(0, at - 10), at)),
    ),
    ...lookalikes(
      six,
      text,
      (match) => /:.*[0-9a-f]{3}/i.test(match) && isIP(match, 6) && !nobody.test(match),
    ),
  ],
  chance: 1e-6,
  named: word('ip', 'ips', 'ipv[46]', 'ip_?addr(ess)?', 'host', 'client'),
  mask: (text) =>
    text.includes('.') ? `${text.split('.')[0] ?? ''}.${hidden}` : `${text.split(':')[0] ?? ''}:${hidden}`,
};
