// The verb `collect`: brings data to its place and records it as a version.
import * as z from 'zod';
import type { CollectedVersion, SourceFile } from '../../core/dataset/version';
import { bytes as size } from '../../core/figures';
import { shownSource } from '../../core/manifest/tableSource';
import { collectDataset, type Collected } from '../collect/collect';
import { datasetsOf } from '../dataset/named';
import { eachEntry } from '../each';
import type { Stage } from '../stage';

const request = z.strictObject({ names: z.array(z.string()).optional() });

export const collect: Stage<z.infer<typeof request>> = {
  name: 'collect',
  request,
  isDetached: false,
  async perform({ names }, { project, clock, report, signal }) {
    const done = await eachEntry(
      'dataset',
      datasetsOf(project, names),
      ({ name, dataset }) => collectDataset({ project, clock, name, dataset, report, signal }),
      signal,
    );
    const changed = done.filter(({ isNew }) => isNew);
    const [only] = done;
    return {
      kind: changed.length > 0 ? 'done' : 'skipped',
      passed: true,
      summary: [
        changed.length === 0
          ? `${listed(done)} ${done.length === 1 ? 'has' : 'have'} not changed.`
          : `Collected ${changed.map(({ version }) => describe(version, done.length > 1)).join('; ')}.`,
        ...done.flatMap(({ version }) => version.sources.filter(({ mayBeCut }) => mayBeCut).map(doubt)),
        ...changed.flatMap(({ version }) => version.sources.flatMap(keptAsText)),
        ...done.filter(({ lacksRights }) => lacksRights).map(question),
      ].join('\n'),
      figure: size(done.reduce((sum, { version }) => sum + version.bytes, 0)),
      ...(only && done.length === 1 ? { where: only.version.path } : {}),
      document: {
        datasets: done.map(({ version, isNew }) => ({
          name: version.dataset,
          isNew,
          fingerprint: version.fingerprint,
          at: version.at,
          path: version.path,
          bytes: version.bytes,
          seconds: version.seconds,
          sources: version.sources.map(({ columns, ...source }) => ({
            ...source,
            ...(columns && { columns: columns.map((column) => ({ ...column })) }),
          })),
        })),
      },
    };
  },
};

const listed = (done: readonly Collected[]) => done.map(({ version }) => version.dataset).join(', ');

const doubt = ({ uri }: SourceFile) =>
  `${uri} was sent without its length: whether all of it came cannot be known. Look at its last rows.`;

const keptAsText = ({ uri, asText = [] }: SourceFile) =>
  asText.length === 0
    ? []
    : [
        `${shownSource(uri)}: text holds ${asText.join(', ')}, because no number or time holds all values exactly.`,
      ];

/** Asked once: what is written down goes with every version from then on. */
const question = ({ version: { dataset } }: Collected) =>
  `What may be done with ${dataset} is not written down: add licence, origin and terms to it in lifecycle.yaml, and they are kept with each version and on its card.`;

/** Of a single one the figure says the size. */
function describe({ dataset, sources, bytes }: CollectedVersion, isOneOfMany: boolean): string {
  const files = sources.length === 1 ? shownSource(sources[0]?.uri ?? '') : `${String(sources.length)} files`;
  return `${dataset} from ${files}${isOneOfMany ? ` (${size(bytes)})` : ''}`;
}
