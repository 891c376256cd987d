// Phone numbers: with their country's code, or as their country writes them; which numbers it gives out is libphonenumber's knowledge.
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { lastOf, lookalikes, word, type Recognizer } from '../recognizer';

/** With a country's code in front, in one piece or several. */
const international =
  /(?<![\p{L}\p{N}+.,-])(?:\+|00(?=[1-9]))\d{1,3}(?:[ ./-]{0,2}\(?\d{1,5}\)?){2,6}(?![\p{L}\p{N}]|[.,-]\p{N})/gu;
/** As in North America: an area in brackets, or three groups apart. */
const american =
  /(?<![\p{L}\p{N}+.,/-])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}([ .-]))\d{3}(?:\1|[ .-])\d{4}(?![\p{L}\p{N}]|[.,/-]\p{N})/gu;
/** As elsewhere: a zero in front, and groups. */
const trunk =
  /(?<![\p{L}\p{N}+.,/:=-])\(?0\d{1,5}\)?(?:[ ./-]{1,3}\d{2,8}){1,5}(?![\p{L}\p{N}]|[.,/-]\p{N})/gu;

/** Of fewer digits it is as often a part of a time. */
const leastTrunk = 9;

const withTrunk: readonly CountryCode[] = [
  'GB',
  'DE',
  'FR',
  'IT',
  'NL',
  'IN',
  'BR',
  'AT',
  'CH',
  'BE',
  'SE',
  'AU',
];
/** Wholly digits, in a column that is named so. */
const named: readonly CountryCode[] = ['US', ...withTrunk, 'ES', 'PL'];

const candidate = String.raw`\d[\d ()./-]{5,}\d`;
const names = word(
  'phones?',
  'phone_?(no|num|nr|number)?',
  'tel',
  'telephone',
  'telefono?n?',
  'tel_?(no|nr)',
  'mobiles?',
  'cell',
  'cellphone',
  'fax',
  'handy',
  'whatsapp',
  'call',
  'msisdn',
);
const mask = (text: string) => lastOf(text, 2);

const isOf = (countries: readonly CountryCode[]) => (text: string) =>
  countries.some((country) => parsePhoneNumberFromString(text, country)?.isValid() === true);

/** 31.12.2026, 2026-01-31. */
const isDate = (text: string) =>
  /^\s*(?:\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{4}([./-])\d{1,2}\2\d{1,2})(?: .*)?$/.test(text);

/** Ten random digits behind a plus are a number somewhere in about one case of ten, and hardly ever written so. */
export const internationalPhone: Recognizer = {
  kind: 'phone',
  candidate: String.raw`(\+|00)\d[\d ()./-]{6,}\d`,
  find: (text) =>
    lookalikes(
      international,
      text,
      (match) => parsePhoneNumberFromString(match.replace(/^00/, '+'))?.isValid() === true,
    ),
  chance: 0.01,
  named: names,
  mask,
};

export const americanPhone: Recognizer = {
  kind: 'phone',
  candidate: String.raw`\d{3}\)? ?[ .-]?\d{3}[ .-]\d{4}`,
  find: (text) => lookalikes(american, text, isOf(['US'])),
  chance: 0.1,
  named: names,
  mask,
};

export const trunkPhone: Recognizer = {
  kind: 'phone',
  candidate: String.raw`(^|[^\d+.,/-])\(?0\d{1,5}\)?[ ./-]{1,3}\d{2}`,
  find: (text) =>
    lookalikes(
      trunk,
      text,
      (match) => match.replace(/\D/g, '').length >= leastTrunk && !isDate(match) && isOf(withTrunk)(match),
    ),
  chance: 0.6,
  named: names,
  mask,
};

/** Digits alone are no phone number, whatever they are, unless their column says so. */
export const digitsPhone: Recognizer = {
  kind: 'phone',
  candidate,
  find: (text) =>
    lookalikes(/^\s*[\d ()./-]{7,20}\s*$/gu, text, (match) => !isDate(match) && isOf(named)(match)),
  chance: 0.6,
  named: names,
  needsName: true,
  isOfDigits: true,
  mask,
};
