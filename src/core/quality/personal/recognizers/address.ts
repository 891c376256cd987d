// Street addresses: of North America as parse-address takes them apart, of Europe and Brazil by their words for a street and a number.
import { parseLocation } from 'parse-address';
import { hidden, lookalikes, word, type Recognizer } from '../recognizer';

const american =
  /(?<![\p{L}\p{N}.,$€£/-])\d{1,5}[a-zA-Z]? (?:[NSEW]\.? |North |South |East |West )?(?:(?:\p{Lu}[\p{L}.'’-]*|\d{1,3}(?:st|nd|rd|th)) ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Way|Place|Pl|Parkway|Pkwy|Terrace|Highway|Hwy|Circle|Square|Sq)(?!\p{L})\.?(?: (?:N|S|E|W|NE|NW|SE|SW)(?![\p{L}\p{N}]))?/gu;

const capital = String.raw`\p{Lu}[\p{L}.'’-]*`;
const number = String.raw`\d{1,4} ?[a-zA-Z]?(?![\p{L}\p{N}])`;
const elsewhere = new RegExp(
  [
    String.raw`(?<!\p{L})\p{Lu}[\p{L}-]*(?:stra(?:ß|ss)e|str\.|gasse|allee|platz|weg|ufer|straat|gracht|plein|kade|laan)\s${number}`,
    String.raw`(?<!\p{L})${capital}[ -](?:Stra(?:ß|ss)e|Str\.|Gasse|Allee|Platz|Weg)\s${number}`,
    String.raw`(?<!\p{N})\d{1,4}(?: (?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|chemin|place|impasse|allée|quai)(?: (?:de|du|des|la|le|les|d[’']|l[’']))* ?${capital}(?:[ -]${capital})*`,
    String.raw`(?<!\p{L})(?:Calle|C/|Avenida|Avda\.?|Plaza|Paseo|Rua|Travessa|Alameda|Via|Viale|Piazza|Corso|Vicolo|ulica|ul\.|al\.)(?: (?:de|del|della|do|da|dos|das|la|las|los|di))* ${capital}(?: (?:(?:de|del|della|do|da|dos|das|di) )?${capital})*,? (?:n[º°.o]? ?)?${number}`,
  ].join('|'),
  'gu',
);

export const address: Recognizer = {
  kind: 'address',
  candidate: String.raw`\d[a-zA-Z]?,? +([\p{L}.’'-]+ +){0,4}(Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Way|Place|Pl|Parkway|Pkwy|Terrace|Highway|Hwy|Circle|Square|Sq|rue|avenue|av\.|boulevard|bd|chemin|place|impasse|allée|quai)|([Ss]tra(ß|ss)e|[Ss]tr\.|[Gg]asse|[Aa]llee|[Pp]latz|[Ww]eg|ufer|straat|gracht|plein|kade|laan)\s\d|(Calle|C/|Avenida|Avda|Plaza|Paseo|Rua|Travessa|Alameda|Via|Viale|Piazza|Corso|Vicolo|ulica|ul\.|al\.) .*\d|\d[a-z]{2} (Street|St|Avenue|Ave)`,
  find: (text) => [
    ...lookalikes(american, text, (match) => {
      const read = parseLocation(match);
      return read?.number !== undefined && read.street !== undefined && read.type !== undefined;
    }),
    ...lookalikes(elsewhere, text, () => true),
  ],
  chance: 0.1,
  named: word(
    'addr',
    'addr(ess)?(es)?',
    'street',
    'adresse?',
    'anschrift',
    'stra(ss|ß)e',
    'direccion',
    'indirizzo',
    'adres',
    'endereco',
    'domicilio',
    'residence',
    'location',
  ),
  mask: () => hidden,
};
