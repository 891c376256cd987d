// What a manifest could say about the files found: datasets, targets, models. It proposes entries; a person decides.
import type { Manifest } from './manifest';
import type { FoundForProposal, ProposedEntries } from './proposal';
import { datasetEntry, folderEntry } from './proposedDataset';
import { modelEntry } from './proposedModel';
import { datasetName, free } from './proposedNames';

const datasetsAtMost = 20;

/** `names`: every entry's name that the manifest has, right or wrong; none of them is proposed again. */
export function proposeEntries(
  found: FoundForProposal,
  manifest: Manifest,
  names: { readonly datasets: readonly string[]; readonly models: readonly string[] },
): ProposedEntries {
  const taken = new Set(names.datasets.map((name) => name.toLowerCase()));
  const datasets = found.data.slice(0, datasetsAtMost).map(({ path, head, files, folder }) => {
    const name = free(datasetName(path), taken);
    const proposed = folder ? folderEntry(name, path, folder) : datasetEntry(name, path, head);
    return { path, head, files, proposed };
  });
  const known = [
    ...Object.entries(manifest.datasets ?? {}).map(([name, { path, target }]) => ({ name, path, target })),
    ...datasets.map(({ path, proposed: { name, entry } }) => ({
      name,
      path,
      target: typeof entry === 'string' ? undefined : entry.target,
    })),
  ];
  const takenModels = new Set(names.models.map((name) => name.toLowerCase()));
  const heads = new Map(datasets.map(({ proposed, head }) => [proposed.name, head]));
  const models = found.scripts.map((script) =>
    modelEntry(script, { known, heads, taken: takenModels, files: found.models }),
  );
  return {
    entries: [...datasets.map(({ proposed }) => proposed), ...models.map(({ proposed }) => proposed)],
    notes: [
      ...(found.data.length > datasetsAtMost
        ? [
            `${found.data.length - datasetsAtMost} more data files are left out: name them one by one, "lifecycle init FILE".`,
          ]
        : []),
      ...datasets.flatMap(({ files, head, proposed: { name }, path }) =>
        files === undefined
          ? []
          : [
              `${name} is the rows of all ${files} files ${path}. Take it out again where they are labels, or rows that were answered.${head ? '' : ' Their columns were not compared: see what the check tells of them.'}`,
            ],
      ),
      ...models.flatMap(({ notes }) => notes),
    ],
  };
}
