// The service level of a contract, as far as data and the time judged at can answer it: how late the newest row may be, and until when the contract holds.
import type { Expectation } from '../expectation';
import { addDuration, parseDuration } from '../../manifest/duration';
import { wrongAt, type SuiteReading, type WrittenText } from '../written';
import type { ContractService } from './schema';
import type { ContractUse } from './use';

interface ServiceUse extends ContractUse {
  readonly objects: readonly string[];
}

/** Availability, throughput, times to repair and the like are no matter of the data: they are passed over. */
export function serviceExpectations(
  written: WrittenText,
  properties: readonly ContractService[],
  use: ServiceUse,
): SuiteReading {
  const parts = properties.map((service, at) => one(written, ['slaProperties', at], service, use));
  return {
    expectations: parts.flatMap(({ expectations }) => expectations),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

const nothing: SuiteReading = { expectations: [], problems: [] };

function one(
  written: WrittenText,
  path: readonly (string | number)[],
  { property, value, unit, element }: ContractService,
  use: ServiceUse,
): SuiteReading {
  const told = String(value);
  const label = `${property} ${told}${unit === undefined ? '' : ` ${unit}`}`;
  const made = (check: Expectation['check']): SuiteReading => ({
    expectations: [
      {
        label,
        check,
        severity: 'error',
        rules: 'suite',
        at: { file: written.file, line: written.lineOf(path) },
      },
    ],
    problems: [],
  });
  if (/^(endofsupport|es|endoflife|el)$/i.test(property)) {
    const end = Date.parse(told);
    if (Number.isNaN(end)) return nothing;
    const passed = Date.parse(use.asOf) < end;
    return made({
      kind: 'settled',
      passed,
      observed: passed ? 'it holds' : `it ended before ${use.asOf.slice(0, 10)}`,
    });
  }
  if (!/^(latency|ly|freshness)$/i.test(property) || element === undefined) return nothing;
  const columns = element.split(',').flatMap((part) => columnOf(part.trim(), use));
  const allowed = durationOf(told, unit);
  if (allowed === undefined)
    return {
      expectations: [],
      problems: [
        wrongAt(
          written,
          path,
          `${label}: it is not told how long that is.`,
          'Write e.g. value: 4 and unit: d.',
        ),
      ],
    };
  const since = addDuration(use.asOf, parseDuration(allowed), -1);
  const readings = columns.map((column) =>
    made({ kind: 'figure', of: 'max', column, range: { low: since.slice(0, 19) } }),
  );
  return { expectations: readings.flatMap(({ expectations }) => expectations), problems: [] };
}

/** `object.element`, or the element alone; none of another object. */
function columnOf(element: string, { objects, columns }: ServiceUse): readonly string[] {
  const [object, ...rest] = element.split('.');
  if (rest.length === 0) return [element];
  const has = columns.some(({ name }) => name === element);
  if (has) return [element];
  return objects.some((name) => name.toLowerCase() === object?.toLowerCase()) ? [rest.join('.')] : [];
}

const units: readonly (readonly [RegExp, string])[] = [
  [/^(s|sec|seconds?)$/i, 's'],
  [/^(min|minutes?)$/i, 'm'],
  [/^(h|hr|hours?)$/i, 'h'],
  [/^(d|days?)$/i, 'd'],
  [/^(w|weeks?)$/i, 'w'],
  [/^(mo|months?)$/i, 'months'],
  [/^(y|yr|years?)$/i, 'years'],
];

/** As lifecycle.yaml writes durations; without a unit, days. */
function durationOf(value: string, unit = 'd'): string | undefined {
  const [, number, own] = /^\s*(\d+)\s*([a-z]*)\s*$/i.exec(value) ?? [];
  const known = units.find(([name]) => name.test(own || unit));
  return number === undefined || !known ? undefined : `${number}${known[1]}`;
}
