// National identity numbers: their form here, their check digits as stdnum knows them, and the rules that it leaves out.
import * as cpf from 'stdnum/lib/cjs/br/cpf';
import * as idnr from 'stdnum/lib/cjs/de/idnr';
import * as dni from 'stdnum/lib/cjs/es/dni';
import * as nie from 'stdnum/lib/cjs/es/nie';
import * as nir from 'stdnum/lib/cjs/fr/nir';
import * as nino from 'stdnum/lib/cjs/gb/nino';
import * as aadhaar from 'stdnum/lib/cjs/in/aadhaar';
import * as pan from 'stdnum/lib/cjs/in/pan';
import * as codiceFiscale from 'stdnum/lib/cjs/it/codicefiscale';
import * as bsn from 'stdnum/lib/cjs/nl/bsn';
import * as pesel from 'stdnum/lib/cjs/pl/pesel';
import * as ssn from 'stdnum/lib/cjs/us/ssn';
import { repeatsOneDigit, isNhs } from '../checkDigits';
import { lastOf, lookalikes, word, type Recognizer } from '../recognizer';

interface Scheme {
  readonly scheme: string;
  /** A regular expression in RE2's and JavaScript's common language. */
  readonly form: string;
  readonly check: (text: string) => boolean;
  /** See `Recognizer`. Where there is no check digit: how much of what looks so is such a number, by experience of forms alone. */
  readonly chance: number;
  readonly named: readonly string[];
  readonly needsName?: boolean;
  readonly isOfDigits?: boolean;
}

const stdnum =
  ({ validate }: { readonly validate: (this: void, text: string) => { readonly isValid: boolean } }) =>
  (text: string) =>
    validate(text).isValid;

const of = [
  'national_?id',
  'id_?(no|num|number|card)',
  'identity',
  'personal_?(id|no|num|number|code)',
  'tax_?(id|no|num|number)',
  'tin',
];

const schemes: readonly Scheme[] = [
  {
    // No check digit (ssa.gov): areas 000, 666 and from 900 on, group 00 and serial 0000 are never given out.
    scheme: 'US social security numbers',
    form: String.raw`\d{3}-\d{2}-\d{4}`,
    check: (text) => stdnum(ssn)(text) && !text.endsWith('0000'),
    chance: 0.5,
    named: ['ssn', 'social', 'social_?security(_?(no|num|number))?', 'itin', ...of],
  },
  {
    scheme: 'US social security numbers',
    form: String.raw`\d{9}`,
    check: (text) => stdnum(ssn)(text) && !text.endsWith('0000'),
    chance: 0.9,
    named: ['ssn', 'social_?security(_?(no|num|number))?'],
    needsName: true,
    isOfDigits: true,
  },
  {
    // NHS data dictionary: eleven less the weighted sum modulo eleven; an ISBN's check is the same.
    scheme: 'UK NHS numbers',
    form: String.raw`\d{3}[ -]?\d{3}[ -]?\d{4}`,
    check: isNhs,
    chance: 1 / 11,
    named: ['nhs', 'nhs_?(no|num|number)', ...of],
    needsName: true,
    isOfDigits: true,
  },
  {
    // No check digit (HMRC, NIM39110): prefixes that are never given out.
    scheme: 'UK national insurance numbers',
    form: String.raw`[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]`,
    check: (text) => !/^(?:BG|GB|NK|KN|TN|NT|ZZ)/.test(text) && stdnum(nino)(text),
    chance: 0.3,
    named: ['nino?', 'ni', 'ni_?(no|num|number)', 'national_?insurance', 'insurance', ...of],
  },
  {
    // Bundeszentralamt für Steuern: ISO 7064 MOD 11,10, and exactly one of the first ten digits comes again, once or twice.
    scheme: 'German tax identification numbers',
    form: String.raw`[1-9]\d ?\d{3} ?\d{3} ?\d{3}`,
    check: (text) => repeatsOneDigit(text) && stdnum(idnr)(text),
    chance: 0.1,
    named: ['id_?nr', 'steuer_?(id|nr|identifikationsnummer)?', 'identifikationsnummer', ...of],
    isOfDigits: true,
  },
  {
    // INSEE: sex, year, month, department, commune, order, and 97 less the number modulo 97.
    scheme: 'French social security numbers',
    form: String.raw`[1-478] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}`,
    check: stdnum(nir),
    chance: 1 / 97,
    named: ['nir', 'insee', 's[eé]curit[eé]_?sociale', 'num_?secu', ...of],
    isOfDigits: true,
  },
  {
    // Ministerio del Interior: the letter is the number modulo 23.
    scheme: 'Spanish DNI numbers',
    form: String.raw`\d{8}[ -]?[A-HJ-NP-TV-Z]`,
    check: stdnum(dni),
    chance: 1 / 23,
    named: ['dni', 'nif', ...of],
  },
  {
    scheme: 'Spanish NIE numbers',
    form: String.raw`[XYZ][ -]?\d{7}[ -]?[A-HJ-NP-TV-Z]`,
    check: stdnum(nie),
    chance: 1 / 23,
    named: ['nie', 'nif', ...of],
  },
  {
    // Agenzia delle Entrate, D.M. 23 December 1976: the last letter is a sum modulo 26.
    scheme: 'Italian tax codes',
    form: String.raw`[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]`,
    check: stdnum(codiceFiscale),
    chance: 1 / 26,
    named: ['codice_?fiscale', 'cf', ...of],
  },
  {
    // Rijksdienst voor Identiteitsgegevens: the proof by eleven.
    scheme: 'Dutch citizen service numbers',
    form: String.raw`\d{9}`,
    check: (text) => !text.startsWith('00') && stdnum(bsn)(text),
    chance: 1 / 11,
    named: ['bsn', 'burgerservicenummer', 'sofi', 'sofi_?nummer', ...of],
    isOfDigits: true,
  },
  {
    // Ministerstwo Cyfryzacji: a date of birth, and weights 1, 3, 7 and 9.
    scheme: 'Polish PESEL numbers',
    form: String.raw`\d{11}`,
    check: stdnum(pesel),
    chance: 0.1,
    named: ['pesel', ...of],
    isOfDigits: true,
  },
  {
    // Receita Federal: two digits modulo eleven; eleven equal digits are never given out.
    scheme: 'Brazilian CPF numbers',
    form: String.raw`\d{3}\.?\d{3}\.?\d{3}-?\d{2}`,
    check: (text) => !/^(\d)\1+$/.test(text.replace(/\D/g, '')) && stdnum(cpf)(text),
    chance: 1 / 100,
    named: ['cpf', ...of],
    isOfDigits: true,
  },
  {
    // UIDAI: Verhoeff's check digit, none starts with 0 or 1.
    scheme: 'Indian Aadhaar numbers',
    form: String.raw`[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}`,
    check: stdnum(aadhaar),
    chance: 0.1,
    named: ['aadh?aa?r', 'aadh?aa?r_?(no|num|number)', 'uid', 'uidai', ...of],
    isOfDigits: true,
  },
  {
    // Income Tax Department: the fourth letter says who holds it; its check letter is not published.
    scheme: 'Indian PANs',
    form: String.raw`[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]`,
    check: stdnum(pan),
    chance: 0.6,
    named: ['pan', 'pan_?(no|num|number|card)', ...of],
  },
];

export const nationalIds: readonly Recognizer[] = schemes.map(
  ({ scheme, form, check, chance, named, needsName, isOfDigits }) => {
    const pattern = new RegExp(
      String.raw`(?<![\p{L}\p{N}+.,/_-])(?:${form})(?![\p{L}\p{N}_]|[.,/-]\p{N})`,
      'gu',
    );
    return {
      kind: 'national-id',
      scheme,
      candidate: form,
      find: (text) => lookalikes(pattern, text, check),
      chance,
      named: word(...named),
      ...(needsName ? { needsName } : {}),
      ...(isOfDigits ? { isOfDigits } : {}),
      mask: (text) => lastOf(text, 2),
    };
  },
);
