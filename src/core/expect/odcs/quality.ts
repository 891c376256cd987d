// The quality rules of a contract: metrics of its library, queries that return one number, and rules for other engines.
import type { Problem } from '../../errors';
import { identifier } from '../../quote';
import type { FindingSeverity } from '../../quality/finding';
import { parseYaml, yamlValue } from '../../yaml';
import type { Check, Expectation, FigureRange } from '../expectation';
import { gxCheck } from '../gx/oneExpectation';
import { wrongAt, type SuiteReading, type WrittenText } from '../written';
import type { ContractQuality } from './schema';
import type { ContractUse } from './use';

export interface QualityUse extends ContractUse {
  /** Names that a query may give the table. */
  readonly objects: readonly string[];
  /** The column that the rules are of; undefined of the whole object. */
  readonly property?: string;
}

type Path = readonly (string | number)[];

export function qualityExpectations(
  written: WrittenText,
  path: Path,
  rules: readonly ContractQuality[],
  use: QualityUse,
): SuiteReading {
  const parts = rules.map((rule, at) => one(written, [...path, at], rule, use));
  return {
    expectations: parts.flatMap((part) => ('check' in part ? [part.check] : [])),
    problems: parts.flatMap((part) => ('problem' in part ? [part.problem] : [])),
  };
}

type One = { readonly check: Expectation } | { readonly problem: Problem } | Record<string, never>;

function one(written: WrittenText, path: Path, rule: ContractQuality, use: QualityUse): One {
  const metric = rule.metric ?? rule.rule;
  const type = rule.type ?? (rule.query === undefined ? (metric === undefined ? 'text' : 'library') : 'sql');
  // A text is for people.
  if (type === 'text') return {};
  const subject = use.property === undefined ? '' : `${use.property}.`;
  const name = rule.name ?? (type === 'library' ? metric : undefined) ?? rule.description ?? type;
  const made = (check: Check, told = '', severity = severityOf(rule.severity)): One => ({
    check: {
      label: `${subject}${name}${told}`,
      check,
      severity,
      rules: 'suite',
      at: { file: written.file, line: written.lineOf(path) },
    },
  });
  const refused = (message: string, hint?: string): One => ({
    problem: wrongAt(written, path, `${subject}${name}: ${message}`, hint),
  });
  if (type === 'custom') {
    const check = customCheck(rule);
    if ('check' in check) return made(check.check);
    return made({ kind: 'settled', passed: false, observed: check.told }, '', 'info');
  }
  const range = rangeOf(rule);
  if ('refused' in range) return refused(range.refused, 'Write e.g. mustBe: 0.');
  if (type === 'sql') {
    if (rule.query === undefined) return refused('it has no query.');
    return made({ kind: 'query', sql: sqlOf(rule.query, use), range: range.range }, ` ${range.told}`);
  }
  const check = libraryCheck(metric ?? '', rule, range.range, use);
  return 'refused' in check
    ? refused(check.refused, check.hint)
    : made(check, ` ${range.told}${isPercent(rule) ? '%' : ''}`);
}

const isPercent = ({ unit }: ContractQuality) => /^(percent|%)$/i.test(unit ?? '');

function libraryCheck(
  metric: string,
  rule: ContractQuality,
  range: FigureRange,
  { property }: QualityUse,
): Check | { readonly refused: string; readonly hint?: string } {
  const unit = isPercent(rule) ? 'percent' : 'rows';
  const { missingValues = [], pattern, properties } = rule.arguments ?? {};
  const validValues = rule.arguments?.validValues ?? rule.validValues;
  switch (metric) {
    case 'rowCount':
      return { kind: 'figure', of: 'rows', range };
    case 'duplicateValues':
    case 'duplicateCount':
    case 'uniqueCheck': {
      const columns = property === undefined ? (properties ?? []) : [property];
      if (columns.length === 0)
        return { refused: 'it names no properties.', hint: 'Write arguments: {properties: [...]}.' };
      return { kind: 'tally', of: { kind: 'repeated' }, columns, unit, range };
    }
    default:
  }
  if (!['nullValues', 'nullCheck', 'missingValues', 'invalidValues', 'validValues'].includes(metric))
    return {
      refused: `the metric ${metric} is not known.`,
      hint: 'Those of the standard are nullValues, missingValues, invalidValues, duplicateValues and rowCount.',
    };
  if (property === undefined)
    return { refused: 'it is a metric of a property.', hint: 'Write it below the property.' };
  const columns = [property];
  if (metric === 'nullValues' || metric === 'nullCheck')
    return { kind: 'tally', of: { kind: 'missing', values: [] }, columns, unit, range };
  if (metric === 'missingValues')
    return { kind: 'tally', of: { kind: 'missing', values: missingValues }, columns, unit, range };
  if (validValues === undefined && pattern === undefined)
    return {
      refused: 'it says not what is valid.',
      hint: 'Write arguments: {validValues: [...]} or {pattern: "..."}.',
    };
  return {
    kind: 'tally',
    of: {
      kind: 'invalid',
      tests: [
        ...(validValues === undefined ? [] : [{ kind: 'among' as const, values: validValues }]),
        ...(pattern === undefined
          ? []
          : [{ kind: 'matches' as const, patterns: [pattern], need: 'all' as const }]),
      ],
    },
    columns,
    unit,
    range,
  };
}

function rangeOf(
  rule: ContractQuality,
): { readonly range: FigureRange; readonly told: string } | { readonly refused: string } {
  const equal = (value: number | boolean | string): number =>
    typeof value === 'boolean' ? Number(value) : Number(value);
  const { mustBe, mustNotBe, mustBeBetween: between, mustNotBeBetween: notBetween } = rule;
  const above = rule.mustBeGreaterThan;
  const atLeast = rule.mustBeGreaterOrEqualTo ?? rule.mustBeGreaterThanOrEqualTo;
  const below = rule.mustBeLessThan;
  const atMost = rule.mustBeLessOrEqualTo ?? rule.mustBeLessThanOrEqualTo;
  for (const value of [mustBe, mustNotBe])
    if (value !== undefined && Number.isNaN(equal(value)))
      return { refused: `${String(value)} is no number.` };
  if (mustBe !== undefined)
    return { range: { low: equal(mustBe), high: equal(mustBe) }, told: `= ${String(mustBe)}` };
  if (mustNotBe !== undefined)
    return {
      range: { low: equal(mustNotBe), high: equal(mustNotBe), isOutside: true },
      told: `not ${String(mustNotBe)}`,
    };
  if (between)
    return { range: { low: between[0], high: between[1] }, told: `between ${between.join(' and ')}` };
  if (notBetween)
    return {
      range: { low: notBetween[0], high: notBetween[1], isOutside: true },
      told: `not between ${notBetween.join(' and ')}`,
    };
  const range = {
    ...(above === undefined ? {} : { low: above, isLowOpen: true }),
    ...(atLeast === undefined ? {} : { low: atLeast }),
    ...(below === undefined ? {} : { high: below, isHighOpen: true }),
    ...(atMost === undefined ? {} : { high: atMost }),
  };
  const told = [
    ...(above === undefined ? [] : [`> ${above}`]),
    ...(atLeast === undefined ? [] : [`>= ${atLeast}`]),
    ...(below === undefined ? [] : [`< ${below}`]),
    ...(atMost === undefined ? [] : [`<= ${atMost}`]),
  ];
  if (told.length === 0) return { refused: 'it says not what must be.' };
  return { range, told: told.join(' and ') };
}

/** The table is `data`, and goes by its names in the contract too. */
function sqlOf(query: string, { objects, property }: QualityUse): string {
  const names = [...new Set(objects)].filter((name) => name.toLowerCase() !== 'data');
  const column = property === undefined ? undefined : identifier(property);
  const filled = query
    .trim()
    .replace(/;\s*$/, '')
    .replace(/\$?\{(?:object|table|model|schema)\}/g, 'data')
    .replace(/\$?\{(?:property|column|field)\}/g, (all) => column ?? all);
  if (names.length === 0) return filled;
  return `WITH ${names.map((name) => `${identifier(name)} AS (FROM data)`).join(', ')} SELECT * FROM (\n${filled}\n)`;
}

/** Of Great Expectations a rule is what it is in a suite; what other engines mean is theirs to say. */
function customCheck(rule: ContractQuality): { readonly check: Check } | { readonly told: string } {
  const engine = rule.engine ?? 'another engine';
  if (!/^great-?_?expectations?$/i.test(engine)) return { told: `not tested: it is a rule for ${engine}` };
  const value = typeof rule.implementation === 'string' ? readText(rule.implementation) : rule.implementation;
  const check = gxCheck(value);
  return 'check' in check ? check : { told: `not tested: ${check.refused}` };
}

function readText(text: string): unknown {
  const parsed = parseYaml(text);
  if ('refused' in parsed || parsed.document.errors.length > 0) return undefined;
  const result = yamlValue(parsed.document);
  return 'value' in result ? result.value : undefined;
}

function severityOf(severity: string | undefined): FindingSeverity {
  if (/^(warn(ing)?|medium|minor|low)$/i.test(severity ?? '')) return 'warning';
  return /^(info|information|trivial)$/i.test(severity ?? '') ? 'info' : 'error';
}
