// Text of a registry file that every reader of YAML takes for the same: those of YAML 1.1, as PyYAML is one, know other booleans, times and numbers.
import { stringify, type ScalarTag } from 'yaml';
import { quotedText } from '../../core/yamlText';

export const registryYaml = (value: unknown): string =>
  stringify(value, {
    lineWidth: 0,
    compat: 'yaml-1.1',
    customTags: (tags) => [quoted, exponent, ...tags],
  });

/** PyYAML refuses a whole file for one of these unquoted, or takes it for a line end; blanks before a line end are lost. */
const trips = /^=$|[\t\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|^\s|[^\S\n]\n/;

const quoted: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: (value) => typeof value === 'string' && trips.test(value),
  resolve: (text) => text,
  stringify: ({ value }) => quotedText(String(value)),
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
