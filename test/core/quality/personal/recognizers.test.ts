// Each recognizer by itself: numbers from official specifications, and the same ones with a wrong check digit.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PersonalKind } from '../../../../src/core/manifest/personal';
import { recognizers } from '../../../../src/core/quality/personal/recognizers';

interface Case {
  readonly kind: PersonalKind;
  readonly scheme?: string;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
}

const cases: readonly Case[] = [
  {
    kind: 'email',
    valid: ['ana@example.org', 'bob.smith+news@mail.example.co.uk', "o'neil@example.com"],
    invalid: [
      'ana@example',
      '@example.org',
      'a@b..com',
      'ana @ example.org',
      '100@5.50',
      'user@-example.org',
    ],
  },
  {
    kind: 'phone',
    valid: [
      '+49 30 18681-0',
      '+1 (202) 456-1111',
      '0044 20 7219 3000',
      '(202) 456-1111',
      '202-456-1111',
      '020 7219 3000',
    ],
    invalid: [
      '+999 123 456 789',
      '(000) 456-1111',
      '2026-01-31',
      '1.2.3.4',
      '12/31/2026',
      '07:35:02 -0400',
      '7 Aug 0102 20:59',
      '31.12.2026',
    ],
  },
  {
    // Test numbers that Visa, Mastercard, American Express, Discover, Diners Club and JCB publish.
    kind: 'card',
    valid: [
      '4111 1111 1111 1111',
      '4012888888881881',
      '5555-5555-5555-4444',
      '2223003122003222',
      '378282246310005',
      '3782 822463 10005',
      '6011111111111117',
      '30569309025904',
      '3530111333300000',
    ],
    invalid: [
      '4111 1111 1111 1112',
      '5555555555554445',
      '378282246310006',
      '1234567812345670',
      '41111111 11111111',
    ],
  },
  {
    // Examples of the IBAN registry (SWIFT).
    kind: 'iban',
    valid: [
      'DE89 3704 0044 0532 0130 00',
      'GB29NWBK60161331926819',
      'FR14 2004 1010 0505 0001 3M02 606',
      'ES9121000418450200051332',
      'IT60X0542811101000000123456',
      'NL91ABNA0417164300',
      'PL61109010140000071219812874',
      'BR1800360305000010009795493C1',
    ],
    invalid: ['DE88 3704 0044 0532 0130 00', 'GB29NWBK60161331926818', 'XX89370400440532013000'],
  },
  {
    kind: 'ip',
    valid: ['203.0.113.77', '10.12.33.41', '2001:db8::ff00:42:8329'],
    invalid: [
      '256.1.2.99',
      '1.2.3.4',
      '127.0.0.1',
      '0.0.0.0',
      '255.255.255.0',
      'version 99.10.20.30',
      '12:34:56',
      '203.0.113.77.5',
      '::1',
    ],
  },
  {
    kind: 'mac',
    valid: ['00:1A:2B:3C:4D:5E', '00-1a-2b-3c-4d-5e'],
    invalid: [
      '00:1A:2B:3C:4D',
      'ff:ff:ff:ff:ff:ff',
      '00:1A-2B:3C:4D:5E',
      '10:20:30:40:50:12',
      '00:1A:2B:3C:4D:5E:6F',
    ],
  },
  {
    kind: 'credentials',
    valid: ['https://ana:s3cr3t@example.org/x', 'postgres://ana:hunter2@db.example.org:5432/sales'],
    invalid: [
      'https://example.org:8080/a@b',
      'https://ana@example.org',
      'https://user:<password>@example.org',
      'https://user:password@example.org',
    ],
  },
  {
    kind: 'token',
    valid: [
      'AKIAIOSFODNN7EXAMPLA',
      `ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'}`,
      'xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
    ],
    invalid: ['AKIAIOS', 'ghp_short', 'a token of thanks'],
  },
  {
    kind: 'national-id',
    scheme: 'US social security numbers',
    valid: ['219-09-9998'],
    invalid: ['000-12-3456', '666-12-3456', '900-12-3456', '219-00-9999', '219-09-0000'],
  },
  {
    kind: 'national-id',
    scheme: 'UK NHS numbers',
    valid: ['943 476 5919', '9434765919'],
    invalid: ['943 476 5918', '9876543213'],
  },
  {
    kind: 'national-id',
    scheme: 'UK national insurance numbers',
    valid: ['AB 12 34 56 C', 'JG103759A'],
    invalid: ['BG123456C', 'DA123456C', 'QQ123456C', 'AB123456E'],
  },
  {
    kind: 'national-id',
    scheme: 'German tax identification numbers',
    valid: ['86095742719', '47 036 892 816', '65929970489', '57549285017', '25768131411'],
    invalid: ['86095742718', '12345678901', '26954371820', '65299970480', '02476291358'],
  },
  {
    kind: 'national-id',
    scheme: 'French social security numbers',
    valid: ['2 55 08 14 168 025 38', '253072B07300470'],
    invalid: ['2 55 08 14 168 025 39', '955081416802538'],
  },
  {
    kind: 'national-id',
    scheme: 'Spanish DNI numbers',
    valid: ['12345678Z', '99999999-R'],
    invalid: ['12345678A', '99999999I'],
  },
  {
    kind: 'national-id',
    scheme: 'Spanish NIE numbers',
    valid: ['X1234567L', 'Z8078221M'],
    invalid: ['X1234567T', 'A1234567L'],
  },
  {
    kind: 'national-id',
    scheme: 'Italian tax codes',
    valid: ['RSSMRA85T10A562S', 'MRTMTT25D09F205Z'],
    invalid: ['RSSMRA85T10A562T', 'RSSMRA85F10A562S'],
  },
  {
    kind: 'national-id',
    scheme: 'Dutch citizen service numbers',
    valid: ['111222333', '123456782'],
    invalid: ['111222334', '000000000'],
  },
  {
    kind: 'national-id',
    scheme: 'Polish PESEL numbers',
    valid: ['44051401359', '02070803628'],
    invalid: ['44051401358', '44131401359'],
  },
  {
    kind: 'national-id',
    scheme: 'Brazilian CPF numbers',
    valid: ['529.982.247-25', '11144477735'],
    invalid: ['529.982.247-26', '111.111.111-11'],
  },
  {
    kind: 'national-id',
    scheme: 'Indian Aadhaar numbers',
    valid: ['2341 2341 2346', '499118665246'],
    invalid: ['2341 2341 2347', '123412341234'],
  },
  {
    kind: 'national-id',
    scheme: 'Indian PANs',
    valid: ['ABCPE1234F'],
    invalid: ['ABCXE1234F', 'ABCPE0000F'],
  },
  {
    kind: 'name',
    valid: [
      'John Smith',
      'Maria Garcia',
      'Hans Müller',
      'Dr. Jane Doe',
      'SMITH, JOHN',
      'Jean-Pierre Dupont',
      'Emily',
    ],
    invalid: ['Los Angeles', 'Red Apple', 'blue-collar', 'Torgersen', 'Adelie Penguin', 'New York'],
  },
  {
    kind: 'address',
    valid: [
      '1600 Pennsylvania Ave NW',
      '12 Main St',
      '221B Baker Street',
      'Hauptstraße 12',
      'Unter-den-Linden-Straße 7',
      '12 rue de la Paix',
      'Calle Mayor 5',
      'Via Roma 12',
      'Prinsengracht 263',
      'ul. Nowa 5',
      'Rua Augusta, 1500',
    ],
    invalid: ['5 apples', '15 June 2019', 'Main Street', '2 or 3 times', 'on the street'],
  },
];

const found = async (text: string, { kind, scheme }: Pick<Case, 'kind' | 'scheme'>) => {
  const own = recognizers.filter(
    (one) => one.kind === kind && (scheme === undefined || one.scheme === scheme),
  );
  const all = [];
  for (const one of own) all.push(...(await one.find(text)));
  return all.filter(({ isValid }) => isValid);
};

describe('recognizers of personal data', () => {
  for (const one of cases) {
    const what = one.scheme ?? one.kind;
    it(`${what}: right ones are found wholly, alone and in a sentence`, async () => {
      for (const text of one.valid) {
        assert.ok(
          (await found(text, one)).some(({ start, end }) => start === 0 && end >= text.length - 1),
          text,
        );
        if (one.kind === 'name') continue;
        const at = await found(`see (${text}), please`, one);
        assert.ok(
          at.some(({ start }) => start <= 5),
          `in a sentence: ${text}`,
        );
      }
    });
    it(`${what}: wrong ones are not`, async () => {
      for (const text of one.invalid) assert.deepEqual(await found(text, one), [], text);
    });
  }

  it('no candidate is missed by what the engine is asked for', () => {
    for (const { kind, scheme, valid } of cases)
      for (const text of valid) {
        const own = recognizers.filter(
          (one) => one.kind === kind && (scheme === undefined || one.scheme === scheme),
        );
        const engine = own.map(({ candidate }) => new RegExp(candidate, 'u'));
        assert.ok(
          engine.some((one) => one.test(text)),
          text,
        );
      }
  });

  const digits = (kind: PersonalKind) =>
    cases
      .filter(
        (one) =>
          one.kind === kind &&
          !/social security numbers|insurance|PAN/.test(one.scheme?.replace('French social', '') ?? ''),
      )
      .flatMap((one) => one.valid.map((text) => ({ ...one, text })));
  for (const kind of ['card', 'iban', 'national-id'] as const)
    it(`${kind}: with another last digit none is accepted`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...digits(kind)),
          fc.integer({ min: 1, max: 9 }),
          async (one, by) => {
            const last = one.text.search(/\d\D*$/);
            const other = String((Number(one.text[last]) + by) % 10);
            const wrong = `${one.text.slice(0, last)}${other}${one.text.slice(last + 1)}`;
            assert.deepEqual(await found(wrong, one), [], wrong);
          },
        ),
      );
    });

  it('a mask shows no more than is promised of it', () => {
    const most: Readonly<Partial<Record<PersonalKind, number>>> = {
      card: 4,
      phone: 2,
      'national-id': 2,
      iban: 2,
      ip: 4,
      mac: 2,
    };
    const known = cases.flatMap(({ kind, scheme, valid }) => valid.map((text) => ({ kind, scheme, text })));
    fc.assert(
      fc.property(fc.constantFrom(...known), ({ kind, scheme, text }) => {
        for (const one of recognizers.filter((own) => own.kind === kind && own.scheme === scheme)) {
          const shown = one.mask(text).replace(/[^\p{L}\p{N}]/gu, '');
          if (kind in most) assert.ok(shown.length <= (most[kind] ?? 0), `${text}: ${shown}`);
          assert.ok(shown.length <= text.replace(/[^\p{L}\p{N}]/gu, '').length / 2, `${text}: ${shown}`);
        }
      }),
    );
  });
});
