// A training script as an entry of the manifest: the dataset that it names, and what it writes.
import { modelEndings } from '../modelFormat';
import { guessTask, type Head } from './guess';
import type { FoundForProposal, ProposedEntry } from './proposal';
import { free, modelName } from './proposedNames';

export interface KnownDataset {
  readonly name: string;
  readonly path: string;
  readonly target: string | undefined;
}

export function modelEntry(
  { path, text }: FoundForProposal['scripts'][number],
  context: {
    readonly known: readonly KnownDataset[];
    readonly heads: ReadonlyMap<string, Head | undefined>;
    readonly taken: Set<string>;
    readonly files: readonly string[];
  },
): { readonly proposed: ProposedEntry<'models'>; readonly notes: readonly string[] } {
  const dataset = datasetFor(text, context.known);
  const name = free(modelName(path, dataset?.name), context.taken);
  const head = dataset && context.heads.get(dataset.name);
  const task = head && dataset.target !== undefined ? guessTask(head, dataset.target) : undefined;
  const output = outputOf(text, context.files);
  const isElsewhere = !/LIFECYCLE_(TRAIN|OUT)/.test(text);
  return {
    proposed: {
      section: 'models',
      name,
      entry: {
        ...(dataset && context.known.length > 1 ? { dataset: dataset.name } : {}),
        ...(task === 'regression' ? { task } : {}),
        train: `python ${/^[\w./-]+$/.test(path) ? path : `"${path.replace(/["\\$`]/g, '\\$&')}"`}`,
        ...(output === undefined || output === 'model.onnx' ? {} : { output }),
      },
      why: `${path}${dataset ? `; learns from "${dataset.name}"` : ''}.`,
    },
    notes: [
      ...(isElsewhere
        ? [
            `${path} does not read LIFECYCLE_TRAIN and write to LIFECYCLE_OUT yet: let it, so that it never sees the test split.`,
          ]
        : []),
      ...(output !== undefined && !output.endsWith('.onnx')
        ? [`${path} writes ${output}: to be evaluated and served here, a model is exported to ONNX.`]
        : []),
    ],
  };
}

/** The dataset whose file the script names, else the first that has a target, else the only one. */
function datasetFor(text: string, known: readonly KnownDataset[]): KnownDataset | undefined {
  const named = known.find(
    ({ path }) => text.includes(path) || text.includes(`${path.slice(path.lastIndexOf('/') + 1)}`),
  );
  return (
    named ?? known.find(({ target }) => target !== undefined) ?? (known.length === 1 ? known[0] : undefined)
  );
}

const modelInQuotes = new RegExp(`["'](?:[\\w./-]*/)?([\\w-]+\\.(?:${modelEndings.join('|')}))["']`);

function outputOf(text: string, files: readonly string[]): string | undefined {
  const written = modelInQuotes.exec(text)?.[1];
  if (written !== undefined) return written;
  const only = files.length === 1 ? files[0] : undefined;
  return only?.slice(only.lastIndexOf('/') + 1);
}
