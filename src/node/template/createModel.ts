// A new model: its training script from a template and its entry in the manifest. Both are new or nothing is; what is there already stays.
import { lstat, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { wrongInput } from '../../core/errors';
import { listEntries } from '../../core/manifest/entries';
import { addDataset, addModel, setRequirements } from '../../core/manifest/edit';
import { withoutRemarks } from '../../core/manifest/proposal';
import { guessedSettings, splitBy } from '../../core/manifest/proposedDataset';
import type { Head } from '../../core/manifest/guess';
import { name as nameSchema } from '../../core/manifest/scalars';
import { places } from '../../core/places';
import { fittingGoals } from '../../core/template/fittingGoals';
import { fillTemplate, type TemplateFacts } from '../../core/template/template';
import { writeNew } from '../files/atomic';
import { readHead, type ReadParquet } from '../manifest/head';
import type { Project } from '../project';
import { awaitsPreparation, type LearnableData } from './learnable';
import { templateFolder } from './templates';

export interface ModelRequest {
  readonly project: Project;
  readonly name: string;
  readonly template: string;
  readonly data: LearnableData;
  /** Those of the data, absolute. */
  readonly files: readonly string[];
  readonly facts: TemplateFacts;
  readonly readParquet: ReadParquet;
  /** Of two answers the one that is looked for; undefined where there are not two. */
  readonly positive?: string | number | boolean;
  /** Shows what would be written before anything is; throws `cancelled` where it is not wanted. Undefined: nobody asks. */
  readonly propose?: (planned: PlannedFiles) => Promise<void>;
  /** Changes the manifest's text, a new one where there is none; the editor does it so that it can be undone. */
  readonly editManifest: (change: ManifestChange) => Promise<void>;
}

export interface PlannedFiles {
  readonly script: string;
  /** Made beside it where there is none. */
  readonly requirements?: string;
  readonly change: ManifestChange;
}

type ManifestChange = (text: string) => string;

export interface CreatedModel {
  readonly name: string;
  readonly dataset: string;
  /** Relative to the project. */
  readonly script: string;
  /** Everything that was written, relative to the project. */
  readonly written: readonly string[];
}

/** Throws `input` where the name is taken or none, no model of the target could be judged, or the manifest cannot be edited; then nothing was written. */
export async function createModel(asked: ModelRequest): Promise<CreatedModel> {
  const { project, name, data, files, facts } = asked;
  requireFreeName(name);
  if (facts.unfit && !awaitsPreparation(data, facts.target))
    throw wrongInput(facts.unfit.message, { hint: facts.unfit.hint });
  const template = await templateFolder(asked.template);
  const content = fillTemplate(await readFile(join(template, 'train.py'), 'utf8'), facts);
  const [first] = data.isDeclared ? [] : files;
  const head =
    first === undefined ? undefined : await readHead(first, asked.readParquet).catch(() => undefined);
  const changeFor =
    (script: string): ManifestChange =>
    (text) =>
      withModel(text, { ...asked, script, head });
  const free = await firstScript(async (script) => !(await isThere(join(project.root, script))));
  const needsRequirements = project.manifest.python?.requirements === undefined;
  await asked.propose?.({
    script: free,
    ...(needsRequirements && !(await isThere(join(project.root, requirements))) && { requirements }),
    change: changeFor(free),
  });
  const written: string[] = [];
  try {
    const script = await firstScript((one) => writeNew(join(project.root, one), content));
    written.push(script);
    if (
      needsRequirements &&
      (await writeNew(join(project.root, requirements), await readFile(join(template, requirements))))
    )
      written.push(requirements);
    await asked.editManifest(changeFor(script));
    return { name, dataset: data.name, script, written: [places.manifest, ...written] };
  } catch (error) {
    await Promise.all(written.map((file) => rm(join(project.root, file), { force: true })));
    throw error;
  }
}

const requirements = 'requirements.txt';

interface Planned extends ModelRequest {
  readonly script: string;
  /** Of data that is new. */
  readonly head: Head | undefined;
}

function withModel(text: string, { project, name, data, facts, positive, script, head }: Planned): string {
  requireFree(text, name);
  const withData = addDataset(text, data.name, {
    path: data.path,
    target: facts.target,
    ...(positive !== undefined && { positive }),
    ...(data.isDeclared ? !data.isSplit && { split: splitBy(data.time) } : guessedSettings(head)),
  });
  const targeted = withoutRemarks(withData, data.name, 'target');
  const answered = positive === undefined ? targeted : withoutRemarks(targeted, data.name, 'positive');
  const [goal, another] = fittingGoals(project.manifest, { task: facts.task, dataset: data.name });
  const isServed = goal !== undefined && another === undefined;
  const edited = addModel(answered, name, {
    ...(isServed && { goal }),
    dataset: data.name,
    task: facts.task,
    train: `python ${script}`,
    params: { algorithm: 'linear', strength: 1 },
    gates: { checks: 'pass', ...(isServed && { goal: 'met' }), better_than: 'champion' },
  });
  return project.manifest.python?.requirements === undefined ? setRequirements(edited, requirements) : edited;
}

function requireFreeName(name: string): void {
  const read = nameSchema.safeParse(name);
  if (!read.success)
    throw wrongInput(`"${name}" cannot name a model.`, {
      hint: read.error.issues.map(({ message }) => message).join(' '),
    });
}

/** Names are folders, and some disks do not tell case apart. */
function requireFree(text: string, name: string): void {
  const same = listEntries(text).find(
    (entry) => entry.section === 'models' && entry.name.toLowerCase() === name.toLowerCase(),
  );
  if (same)
    throw wrongInput(`lifecycle.yaml has a model named ${same.name} already.`, {
      hint: 'Choose another name; nothing was written.',
    });
}

/** `train.py`, or `train_2.py` where that cannot be taken. */
async function firstScript(take: (script: string) => Promise<boolean>): Promise<string> {
  for (let number = 1; ; number++) {
    const script = number === 1 ? 'train.py' : `train_${number}.py`;
    if (await take(script)) return script;
  }
}

const isThere = async (file: string) =>
  (await lstat(file).catch((error: NodeJS.ErrnoException) => error.code !== 'ENOENT')) !== false;
