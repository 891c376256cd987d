// Registry files are read without the product, too: by readers of YAML 1.1, as PyYAML is one, and of 1.2.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { registryYaml } from '../../../src/node/registry/yaml';

/** Raw, anywhere in a file. */
const refusedByPyYaml = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

describe('the text of a registry file', () => {
  it('is the same to readers of YAML 1.1 and of YAML 1.2', () => {
    const words = fc.constantFrom(
      'yes',
      'No',
      'on',
      'off',
      'y',
      '~',
      '<<',
      '017',
      '1_000',
      '12:30',
      '2009-07-02',
    );
    const hostile = fc.constantFrom(
      ' ',
      '\n',
      '\r',
      '\t',
      '\u007f',
      '\u0092',
      '\u00a0',
      '\ufeff',
      '\ufffe',
      '\uffff',
      'a',
      '#',
    );
    const text = fc.oneof(
      words,
      fc.string({ unit: hostile, maxLength: 6 }),
      fc.string({ maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    const number = fc.double({ noNaN: true }).map((value) => value + 0); // -0 is 0 to YAML
    const value = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.array(text));
    fc.assert(
      fc.property(fc.uniqueArray(text), fc.array(value), (keys, values) => {
        const written = { values, params: Object.fromEntries(keys.map((key) => [key, 1])) };
        for (const version of ['1.1', '1.2'] as const)
          assert.deepEqual(parse(registryYaml(written), { version }), written, version);
        assert.doesNotMatch(registryYaml(written), refusedByPyYaml);
      }),
      { numRuns: 500 },
    );
  });

  const table: readonly (readonly [what: string, value: unknown, line: string])[] = [
    ['a word that is a boolean to some', 'yes', '"yes"'],
    ['a day', '2009-07-02', '"2009-07-02"'],
    ['a time', '2009-07-02T00:00:00.000Z', '"2009-07-02T00:00:00.000Z"'],
    ['a power of ten', 1e-7, '1.0e-7'],
    ['any other number', 1.5e-7, '1.5e-7'],
    ['an equals sign', '=', '"="'],
    ['a tab', 'a\tb', '"a\\tb"'],
    ['what ends a line in YAML 1.1', 'a\u2028b\u0085', '"a\\u2028b\\u0085"'],
    ['what PyYAML refuses', 'a\u007fb\u0092', '"a\\u007fb\\u0092"'],
    ['blanks before a line end', ' \n', '" \\n"'],
    ['any other word', 'house wife', 'house wife'],
  ];
  for (const [what, value, line] of table)
    it(`writes ${what} as PyYAML reads it`, () => assert.equal(registryYaml({ value }), `value: ${line}\n`));
});
