// The datasets of the tree: what was collected and prepared, what went wrong; what the check found is in `checkNode`.
import { splitNames } from '../dataset/version';
import { checkNode } from './checkNode';
import { dataState, ofToday, datasetStanding, dataStages, type DatasetStanding } from './datasetStanding';
import { failureRows, stagesOf } from './failures';
import type { CatalogFacts } from './facts';
import { bytes, count, counted } from '../figures';
import { places } from '../places';
import { joined, tooltip } from './format';
import { day, days, minute } from '../times';
import type { StageName } from '../stageName';
import { worstOf, type CatalogNode } from './node';
import { running } from './runsAbout';
import { runRow } from './runNodes';
import { shownSource } from '../manifest/tableSource';
import { sentence } from './words';

/** Every dataset the manifest names, in its order, wrong ones too. */
export function datasetNodes(facts: CatalogFacts): readonly CatalogNode[] {
  return facts.entries
    .filter(({ section }) => section === 'datasets')
    .map(({ name }) => {
      const standing = datasetStanding(facts, name);
      const failures = failureRows(facts, 'datasets', name, stagesOf.datasets);
      const going = running(facts, dataStages, name).map((run) => runRow(facts, run));
      const failed = failures.map(({ about }) => about.stage);
      const parts = standing ? partsOf(standing).filter((part) => !isSaidBy(failed, part)) : [];
      const children = [...failures, ...going, ...parts];
      return {
        id: `dataset:${name}`,
        kind: 'dataset',
        label: name,
        description: standing ? figures(standing) : 'not readable',
        tooltip: standing ? explained(standing) : tooltip(name, [], 'Its entry in lifecycle.yaml is wrong.'),
        state: worstOf(children.map(({ state }) => state)),
        about: {
          name,
          path: standing?.settings.path ?? places.manifest,
          ...(standing ? {} : placeOfMistake(facts, name)),
        },
        children,
      };
    });
}

/** That a stage never came to its end is said where it failed. */
const isSaidBy = (failed: readonly (StageName | undefined)[], { about, state }: CatalogNode) =>
  state === 'unknown' && about.stage !== undefined && failed.includes(about.stage);

function placeOfMistake({ problems }: CatalogFacts, name: string) {
  const mistake = problems.find(({ path = [] }) => path[0] === 'datasets' && path[1] === name);
  if (mistake?.line === undefined) return {};
  return { line: mistake.line, ...(mistake.column === undefined ? {} : { column: mistake.column }) };
}

function figures(standing: DatasetStanding): string {
  const {
    facts: { prepared, check },
    open,
    failedExpectations,
    due,
  } = standing;
  const errors = open.filter(({ severity }) => severity === 'error').length;
  const warnings = open.filter(({ severity }) => severity === 'warning').length;
  return joined(
    prepared && counted(prepared.rows, 'row'),
    errors > 0 ? counted(errors, 'error') : undefined,
    failedExpectations.length > 0
      ? `${counted(failedExpectations.length, 'expectation')} not met`
      : undefined,
    warnings > 0 ? counted(warnings, 'warning') : undefined,
    check?.passed === true && errors + warnings === 0 ? 'checked' : undefined,
    due ? (due.isNew ? notYet[due.stage] : 'out of date') : undefined,
    ofToday(standing),
  );
}

const notYet = { collect: 'not collected', prepare: 'not prepared', check: 'not checked' } as const;

function explained({ name, settings, facts: { collected, prepared }, due, zone }: DatasetStanding): string {
  return tooltip(
    name,
    [
      ['Path', settings.path],
      ['Source', settings.source && shownSource(settings.source)],
      ['Target', settings.target],
      ['Collected', collected && `${minute(collected.at, zone)}, ${bytes(collected.bytes)}`],
      ['Rows', prepared && count(prepared.rows)],
      ['Columns', prepared && count(prepared.columns.length)],
    ],
    due && `To ${due.stage}: ${due.why}.`,
  );
}

function partsOf(standing: DatasetStanding): readonly CatalogNode[] {
  const { name, facts, due, zone } = standing;
  const dueText = (stage: string) => (due?.stage === stage ? sentence(due.why) : undefined);
  const { collected, prepared } = facts;
  return [
    {
      id: `collected:${name}`,
      kind: 'collected',
      label: collected ? 'Collected' : 'Not collected yet',
      description: collected
        ? joined(
            day(collected.at, zone),
            bytes(collected.bytes),
            collected.sources.length === 1
              ? collected.sources[0]?.uri
              : counted(collected.sources.length, 'file'),
          )
        : (dueText('collect') ?? ''),
      tooltip: tooltip(
        'Collected',
        [
          ['When', collected && minute(collected.at, zone)],
          ['Fingerprint', collected?.fingerprint],
          [
            'From',
            collected?.sources
              .slice(0, 10)
              .map(({ uri }) => uri)
              .join(', '),
          ],
          [
            'Length',
            collected?.sources.some(({ mayBeCut }) => mayBeCut)
              ? 'not stated by the server: it may have been cut'
              : undefined,
          ],
        ],
        dueText('collect'),
      ),
      state: dataState(standing, 'collect'),
      about: { name, stage: 'collect', ...(collected ? { path: collected.path } : {}) },
      children: [],
    },
    {
      id: `prepared:${name}`,
      kind: 'prepared',
      label: prepared ? 'Prepared' : 'Not prepared yet',
      description: prepared
        ? joined(
            counted(prepared.rows, 'row'),
            counted(prepared.columns.length, 'column'),
            dueText('prepare'),
          )
        : (dueText('prepare') ?? ''),
      tooltip: tooltip(
        'Prepared',
        [
          ['When', prepared && minute(prepared.at, zone)],
          ['Fingerprint', prepared?.fingerprint],
          ['Steps', prepared && prepared.steps.map((step) => Object.keys(step)[0]).join(', ')],
          ['Test split read', facts.testReads === undefined ? undefined : counted(facts.testReads, 'time')],
        ],
        dueText('prepare'),
      ),
      state: dataState(standing, 'prepare'),
      about: { name, stage: 'prepare' },
      children: splitNames.flatMap((split) => splitRow(standing, split)),
    },
    checkNode(standing),
  ];
}

function splitRow(
  { name, facts }: DatasetStanding,
  split: (typeof splitNames)[number],
): readonly CatalogNode[] {
  const part = facts.prepared?.parts[split];
  if (!part) return [];
  const span = part.from !== undefined && part.to !== undefined ? days(part.from, part.to) : undefined;
  const reads =
    split === 'test' && facts.testReads !== undefined
      ? `read ${counted(facts.testReads, 'time')}`
      : undefined;
  return [
    {
      id: `split:${name}:${split}`,
      kind: 'split',
      label: split,
      description: joined(counted(part.rows, 'row'), span, reads),
      state: 'ok',
      about: { name },
      children: [],
    },
  ];
}
