// What one part of an entry demands of another part: sums, pairs that belong together, settings without effect.
import { splitColumn, splitKind } from './splitBy';
import { complaintsAboutModel } from './modelRules';
import { complaintsAboutMonitor } from './monitorRules';
import type { Complaint } from './complaint';
import type { Dataset, Manifest } from './manifest';
import { nearest } from '../nearest';
import type { Path } from './schemaAt';
import { complaintsAboutSteps } from './stepRules';

export function checkRules(manifest: Manifest): readonly Complaint[] {
  const { datasets = {}, models = {}, deployments = {}, monitors = {} } = manifest;
  return [
    ...Object.entries(datasets).flatMap(([name, dataset]) => aboutDataset(['datasets', name], dataset)),
    ...Object.entries(models).flatMap(([name, model]) => complaintsAboutModel(name, model, manifest)),
    ...Object.entries(monitors).flatMap(([name, monitor]) => complaintsAboutMonitor(name, monitor)),
    ...samePorts(deployments),
    ...(['goals', 'datasets', 'models', 'deployments'] as const).flatMap((section) =>
      sameButCase(section, Object.keys(manifest[section] ?? {})),
    ),
  ];
}

/** As the databases of time zones have it, in any case; an offset is no zone. */
function isZone(zone: string): boolean {
  if (/^[+-]?\d/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Zones of whole hours are named by the other sign: Etc/GMT-2 is two hours before UTC. */
function hintForZone(zone: string): string {
  const [, sign, hours = ''] = /^(?:UTC|GMT)?([+-])0?(\d{1,2})(?::?00)?$/.exec(zone) ?? [];
  if (sign !== undefined)
    return `Write "Etc/GMT${sign === '+' ? '-' : '+'}${hours}", or the zone's place, e.g. Europe/Lisbon.`;
  const near = nearest(zone, Intl.supportedValuesOf('timeZone'));
  return `${near === undefined ? '' : `Did you mean ${near}? `}Write a zone as Europe/Lisbon or UTC.`;
}

function aboutDataset(path: Path, dataset: Dataset): readonly Complaint[] {
  const complaints: Complaint[] = [];
  const complain = (severity: Complaint['severity'], below: Path, message: string, hint: string) =>
    complaints.push({ severity, path: [...path, ...below], message, hint });
  if (dataset.positive !== undefined && dataset.target === undefined)
    complain(
      'error',
      ['positive'],
      '"positive" is a value of the target, but no target is named.',
      'Add "target:" with the column to predict.',
    );
  complaints.push(...complaintsAboutSteps(path, dataset));
  const zone = dataset.time?.zone;
  if (zone !== undefined && !isZone(zone))
    complain('error', ['time', 'zone'], `There is no time zone "${zone}".`, hintForZone(zone));
  const { split } = dataset;
  if (!split) return complaints;
  const sum = split.train + split.validation + split.test;
  const shown = Number(sum.toFixed(6));
  if (sum > 1 + 1e-9)
    complain(
      'error',
      ['split'],
      `The shares of the split add up to ${shown}, more than 1.`,
      'Make train, validation and test add up to 1.',
    );
  if (sum < 1 - 1e-9)
    complain(
      'warning',
      ['split'],
      `The shares of the split add up to ${shown}: the other rows are used by nobody.`,
      'Make train, validation and test add up to 1.',
    );
  const { needs, gap } = splitKind(split.by);
  if (needs !== undefined && splitColumn(dataset) === undefined)
    complain(
      'error',
      ['split', 'by'],
      `A split by ${split.by} needs the column that holds it.`,
      `Add "${needs}:" to the dataset.`,
    );
  if (split.gap !== undefined) {
    if (gap === undefined)
      complain(
        'error',
        ['split', 'gap'],
        `A split by ${split.by} has no gap: its parts do not follow one another.`,
        'Leave "gap" out, or split by time or order.',
      );
    else if ((typeof split.gap === 'number') !== (gap === 'rows'))
      complain(
        'error',
        ['split', 'gap'],
        gap === 'rows'
          ? `By ${split.by}, the gap is a number of rows.`
          : `By ${split.by}, the gap is a duration.`,
        gap === 'rows' ? 'Write e.g. 500.' : 'Write e.g. "7d".',
      );
  }
  return complaints;
}

function samePorts(deployments: NonNullable<Manifest['deployments']>): readonly Complaint[] {
  const first = new Map<number, string>();
  return Object.entries(deployments).flatMap(([name, { port }]): readonly Complaint[] => {
    const other = first.get(port);
    if (port === 0) return [];
    if (other === undefined) {
      first.set(port, name);
      return [];
    }
    return [
      {
        severity: 'warning',
        path: ['deployments', name, 'port'],
        message: `Port ${port} is also that of "${other}": only one of them can run at a time.`,
        hint: 'Give it another port, or 0 for any that is free.',
      },
    ];
  });
}

/** Names are folders, and some file systems do not tell `Bank` from `bank`. */
function sameButCase(section: string, names: readonly string[]): readonly Complaint[] {
  const first = new Map<string, string>();
  return names.flatMap((name): readonly Complaint[] => {
    const other = first.get(name.toLowerCase());
    if (other === undefined) first.set(name.toLowerCase(), name);
    return other === undefined
      ? []
      : [
          {
            severity: 'error',
            path: [section, name],
            at: 'key',
            message: `"${name}" and "${other}" differ in case only; on some file systems they are the same.`,
            hint: 'Give one of them another name.',
          },
        ];
  });
}
