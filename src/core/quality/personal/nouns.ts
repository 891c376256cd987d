// What each kind of personal data is called in a sentence.
import type { PersonalKind } from '../../manifest/personal';

/** More than one of them, in a sentence. */
export const nouns: Readonly<Record<PersonalKind, string>> = {
  email: 'e-mail addresses',
  phone: 'phone numbers',
  card: 'payment card numbers',
  iban: 'IBANs',
  'national-id': 'national identity numbers',
  name: 'names of people',
  address: 'street addresses',
  ip: 'IP addresses',
  mac: 'MAC addresses',
  credentials: 'addresses with a password in them',
  token: 'keys and tokens',
};
