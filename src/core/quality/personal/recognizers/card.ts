// Payment card numbers: an issuer's first digits and length (ISO/IEC 7812), and its check digit (Luhn).
import isLuhnNumber from 'validator/lib/isLuhnNumber';
import { lastOf, lookalikes, word, type Recognizer } from '../recognizer';

const pattern = /(?<![\p{L}\p{N}.,-])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}]|[.,-]\p{N})/gu;

/** First digits and lengths as Visa, Mastercard, American Express, Diners Club, Discover, JCB, UnionPay and Maestro publish them. */
const issued =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}|(?:5018|5020|5038|6304|6759|676[1-3])\d{12})$/;

export const card: Recognizer = {
  kind: 'card',
  candidate: String.raw`\d([ -]?\d){12}`,
  find: (text) =>
    lookalikes(pattern, text, () => true).flatMap((found) => {
      const digits = text.slice(found.start, found.end).replace(/\D/g, '');
      return issued.test(digits) && isGrouped(text.slice(found.start, found.end))
        ? [{ ...found, isValid: isLuhnNumber(digits) }]
        : [];
    }),
  chance: 0.1,
  named: word(
    'cards?',
    'credit',
    'debit',
    'visa',
    'mastercard',
    'amex',
    'pan',
    'cc',
    'cc_?(no|num|number)',
    '(credit|debit)?_?card_?(no|num|nr|number)?',
  ),
  isOfDigits: true,
  mask: (text) => lastOf(text, 4),
};

/** In one piece, or in groups of a card: four by four, or 4-6-5 and 4-6-4. */
const isGrouped = (text: string) =>
  /^(?:\d+|\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5})$/.test(text);
