// All recognizers. Of texts that overlap, what proves itself goes before what is told by a check digit.
import type { Recognizer } from './recognizer';
import { address } from './recognizers/address';
import { card } from './recognizers/card';
import { credentials } from './recognizers/credentials';
import { email } from './recognizers/email';
import { iban } from './recognizers/iban';
import { ip } from './recognizers/ip';
import { mac } from './recognizers/mac';
import { fullName, partOfName } from './recognizers/name';
import { nationalIds } from './recognizers/nationalIds';
import { americanPhone, digitsPhone, internationalPhone, trunkPhone } from './recognizers/phone';
import { token } from './recognizers/token';

export const recognizers: readonly Recognizer[] = [
  token,
  credentials,
  email,
  mac,
  ip,
  iban,
  internationalPhone,
  card,
  ...nationalIds,
  americanPhone,
  trunkPhone,
  digitsPhone,
  address,
  fullName,
  partOfName,
];
