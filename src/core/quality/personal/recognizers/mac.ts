// MAC addresses: six bytes (EUI-48) with one separator throughout, but not those of everybody and nobody.
import isMACAddress from 'validator/lib/isMACAddress';
import { hidden, lookalikes, word, type Recognizer } from '../recognizer';

const pattern =
  /(?<![\p{L}\p{N}:.-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\p{L}\p{N}]|[:.-]\p{N})/giu;

export const mac: Recognizer = {
  kind: 'mac',
  candidate: '([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}',
  find: (text) =>
    lookalikes(
      pattern,
      text,
      (match) =>
        isMACAddress(match, { eui: '48' }) &&
        !/^(.{2})(?:.\1){5}$/.test(match) &&
        /[a-f]|[6-9]\d/i.test(match),
    ),
  chance: 1e-6,
  named: word('mac', 'mac_?addr(ess)?', 'bssid', 'ethernet'),
  mask: (text) => `${text.slice(0, 2)}${text.charAt(2)}${hidden}`,
};
