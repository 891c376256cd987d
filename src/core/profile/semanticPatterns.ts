// What texts of one meaning look like, and how columns of one meaning are named. What is made of it stands in semantic.ts.

const month = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const clock = String.raw`([ T]\d{1,2}:\d{2}.*)?`;
const dates = [
  String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}${clock}`,
  String.raw`\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}${clock}`,
  String.raw`${month}\.? \d{1,2},? \d{2,4}${clock}`,
  String.raw`\d{1,2}\.?[ -]${month}\.?[ -]\d{2,4}${clock}`,
];
const byte = String.raw`(25[0-5]|2[0-4]\d|1?\d?\d)`;
/** Of a few countries: US, Canada, United Kingdom, Netherlands, and whatever has four to seven digits. */
const postcodes = [
  String.raw`[A-Z]{0,2}-?\d{4,6}`,
  String.raw`\d{5}-\d{3,4}`,
  String.raw`\d{3} ?\d{2}`,
  String.raw`[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}`,
  String.raw`[A-Z]\d[A-Z] ?\d[A-Z]\d`,
  String.raw`\d{4} ?[A-Z]{2}`,
];
const coin = String.raw`([$€£¥]|USD|EUR|GBP|CHF)`;
const sum = String.raw`\d[\d.,' ]*`;

const oneOf = (...forms: readonly string[]) => new RegExp(`^(${forms.join('|')})$`, 'i');

export const patterns = {
  email: /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i,
  url: /^(https?|ftp|s3|gs):\/\/\S+$/i,
  uuid: /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i,
  ip: oneOf(String.raw`${byte}(\.${byte}){3}`, String.raw`(?=.*:.*:)[0-9a-f:]{2,39}(\.\d+){0,3}`),
  /** Degrees of latitude and longitude in one text, or well-known text. */
  geo: oneOf(String.raw`-?\d{1,2}\.\d+\s*[,; ]\s*-?\d{1,3}\.\d+`, String.raw`POINT\s*Z?\s*\(.*`),
  money: oneOf(String.raw`-?\(?\s*${coin}\s*-?${sum}\)?`, String.raw`-?${sum}\s*${coin}`),
  phone: /^\+?\(?\d{1,4}\)?([ ./-]?\(?\d{2,5}\)?){2,5}$/,
  date: oneOf(...dates),
  postcode: oneOf(...postcodes),
  id: /^[0-9a-f]{16,}$|^[A-Z]{1,5}[-_]?\d{3,}$/i,
  /** A short code in capitals and digits. */
  code: /^[A-Z\d][A-Z\d_-]{1,31}$/,
} as const;

/** A word of a name, however its words are put together: `unit_price`, `Unit Price`. */
const word = (...words: readonly string[]) => new RegExp(`(^|[_\\s.-])(${words.join('|')})($|[_\\s.-])`, 'i');

const moneyWord = word(
  ...['prices?', 'amount', 'costs?', 'salary', 'wages?', 'income', 'earnings', 'revenue', 'gross', 'sales'],
  ...['balance', 'fees?', 'fare', 'rent', 'payment', 'profit', 'budget', 'usd', 'eur', 'gbp', 'chf'],
);
const postcodeWord = word('zip', 'zip[_ ]?codes?', 'post[_ ]?codes?', 'postal[_ ]?codes?', 'plz');

export const names = {
  id: { test: (name: string) => idName.test(name) },
  money: { test: (name: string) => moneyWord.test(name) || /[$€£]/.test(name) },
  postcode: { test: (name: string) => postcodeWord.test(name) || /[a-z](Zip|Post(al)?)(Code)?$/.test(name) },
} as const;

const idName = /(^|[_\s.-])(id|ids|key|uuid|guid|index|rownum)$|[a-z](Id|ID|Key|Uuid)$/;
