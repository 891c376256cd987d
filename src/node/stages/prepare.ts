// The verb `prepare`: collected data through the manifest's steps into what models learn from.
import * as z from 'zod';
import { splitNames, type PreparedVersion } from '../../core/dataset/version';
import { formatProblem } from '../../core/errors';
import { count, counted } from '../../core/figures';
import { datasetsOf } from '../dataset/named';
import { eachEntry } from '../each';
import { prepareDataset, type Prepared } from '../prepare/prepare';
import type { Stage } from '../stage';

const request = z.strictObject({ names: z.array(z.string()).optional() });

export const prepare: Stage<z.infer<typeof request>> = {
  name: 'prepare',
  request,
  isDetached: false,
  async perform({ names }, { project, clock, report, signal }) {
    const done = await eachEntry(
      'dataset',
      datasetsOf(project, names),
      ({ name, dataset }) => prepareDataset({ project, clock, name, dataset, report, signal }),
      signal,
    );
    const changed = done.filter(({ isNew }) => isNew);
    const warnings = done.flatMap((prepared) => prepared.warnings.map(formatProblem));
    for (const message of warnings) report({ kind: 'warning', message });
    const rows = done.reduce((sum, { version }) => sum + version.rows, 0);
    return {
      kind: changed.length > 0 ? 'done' : 'skipped',
      passed: true,
      summary: [
        changed.length === 0
          ? `${done.map(({ version }) => version.dataset).join(', ')} ${done.length === 1 ? 'is' : 'are'} up to date.`
          : `Prepared ${changed.map(({ version }) => describe(version)).join('; ')}.`,
        ...warnings,
      ].join('\n  '),
      figure: counted(rows, 'row'),
      document: { datasets: done.map(documentOf) },
    };
  },
};

function documentOf({ version, isNew, warnings }: Prepared) {
  const { dataset: name, fingerprint, at, from, rows, columns, data, effects } = version;
  return {
    name,
    isNew,
    fingerprint,
    content: data.fingerprint,
    at,
    from,
    rows,
    columns: columns.map((column) => ({ ...column })),
    parts: Object.fromEntries(partsOf(version).map(([split, part]) => [split, { ...part }])),
    steps: effects.map(({ step, columns: touched, rowsBefore, rowsAfter, cellsChanged, ...effect }) => ({
      step,
      columns: touched,
      rowsBefore,
      rowsAfter,
      ...(cellsChanged === undefined ? {} : { cellsChanged }),
      ...(effect.unmatched === undefined ? {} : { unmatched: effect.unmatched }),
      ...(effect.several === undefined ? {} : { several: effect.several }),
      ...(effect.later === undefined ? {} : { later: effect.later }),
    })),
    ...(version.learnt === undefined ? {} : { learnt: version.learnt }),
    warnings: warnings.map(({ message, hint, file, line }) => ({
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
    })),
  };
}

function describe(version: PreparedVersion): string {
  const parts = partsOf(version).map(([split, { rows }]) => `${count(rows)} ${split}`);
  const split = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  return `${version.dataset}: ${counted(version.rows, 'row')}${split}, ${counted(version.columns.length, 'column')}`;
}

const partsOf = ({ parts }: PreparedVersion) =>
  splitNames.flatMap((split) => {
    const part = parts[split];
    return part ? [[split, part] as const] : [];
  });
