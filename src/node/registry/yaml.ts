// Text of a registry file that every reader of YAML takes for the same: those of YAML 1.1, as PyYAML is one, know other booleans, times and numbers.
import { stringify, type ScalarTag } from 'yaml';

export const registryYaml = (value: unknown): string =>
  stringify(value, {
    lineWidth: 0,
    compat: 'yaml-1.1',
    customTags: (tags) => [quoted, exponent, ...tags],
  });

/** PyYAML refuses a whole file for one of these unquoted, and takes some for line ends. */
const trips = /^=$|[\t\u0085\u2028\u2029]/;

const quoted: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: (value) => typeof value === 'string' && trips.test(value),
  resolve: (text) => text,
  stringify: ({ value }) =>
    JSON.stringify(value).replace(
      /[\u0085\u2028\u2029]/g,
      (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
};

/** `1.0e-7`: without its point it is text to YAML 1.1. */
const exponent: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^-?\d+\.0e/, // a tag that has one comes before those that have none
  identify: (value) => typeof value === 'number' && /^-?\d+e/.test(String(value)),
  resolve: Number,
  stringify: ({ value }) => String(value).replace('e', '.0e'),
};
