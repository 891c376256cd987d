// Edits of a manifest's text by tools: an entry is added or changed, everything a person wrote beside it stays as it is.
import type { z } from 'zod';
import { wrongInput } from '../errors';
import { canonicalJson } from '../json';
import { parseYaml, yamlValue } from '../yaml';
import type { datasetSchema, Expect } from './dataset';
import type { deploymentSchema, monitorSchema } from './deployment';
import type { goalSchema } from './goal';
import { valueAt } from './complaint';
import { manifestVersion, type SectionName } from './manifest';
import type { modelSchema } from './model';
import { styleOf } from './render';
import type { Path } from './schemaAt';
import { spliced } from './splice';
import type { stepSchema } from './step';

export interface NewEntries {
  readonly goals: z.input<typeof goalSchema>;
  readonly datasets: string | z.input<typeof datasetSchema>;
  readonly models: z.input<typeof modelSchema>;
  readonly deployments: z.input<typeof deploymentSchema>;
  readonly monitors: z.input<typeof monitorSchema>;
}

/** What an edit starts from: the text, or a new file's first line where there is none or nothing in it. */
export const startingText = (text: string | undefined): string =>
  text === undefined || text.trim() === '' ? `lifecycle: ${manifestVersion}\n` : text;

export const addDataset = (text: string, name: string, entry: NewEntries['datasets']) =>
  putEntry(text, 'datasets', name, entry);
export const addModel = (text: string, name: string, entry: NewEntries['models']) =>
  putEntry(text, 'models', name, entry);

/**
 * The text with this entry. Of an entry that is there, the keys that differ are changed, new ones added, and others
 * left. Throws `input` where the text cannot be edited: wrong YAML, a newer version, an alias in the way.
 */
export function putEntry<S extends SectionName>(
  text: string,
  section: S,
  name: string,
  entry: NewEntries[S],
): string {
  return putPasted(text, { path: [section, name], value: entry });
}

/** The same at any place, with what a person would paste there. */
export function putPasted(
  text: string,
  { path, value: whole }: { readonly path: readonly string[]; readonly value: unknown },
): string {
  const before = valueAt(read(text).value, path);
  if (!isMap(before) || !isMap(whole)) return put(text, path, whole);
  return Object.entries(whole)
    .filter(([key, value]) => canonicalJson(before[key]) !== canonicalJson(value))
    .reduce((edited, [key, value]) => put(edited, [...path, key], value), text);
}

/** The text with this step behind the dataset's others. Throws `input` like putEntry, and where there is no such dataset. */
export function addStep(text: string, dataset: string, step: z.input<typeof stepSchema>): string {
  const entry = valueAt(read(text).value, ['datasets', dataset]);
  if (entry === undefined)
    throw wrongInput(`lifecycle.yaml has no dataset named "${dataset}".`, { hint: 'Add it first.' });
  if (typeof entry === 'string') return put(text, ['datasets', dataset], { path: entry, prepare: [step] });
  const steps = valueAt(entry, ['prepare']);
  if (isMap(steps)) return put(text, ['datasets', dataset, 'prepare'], [steps, step]); // one command, written alone
  const place = Array.isArray(steps) ? steps.length : 0;
  return put(
    text,
    ['datasets', dataset, 'prepare', ...(place > 0 ? [place] : [])],
    place > 0 ? step : [step],
  );
}

/**
 * The text with these expectations of the dataset beside those it has: what it expects of a column stays as it is.
 * Throws `input` like putEntry, and where there is no such dataset.
 */
export function addExpectations(
  text: string,
  dataset: string,
  { unique, columns = {} }: Pick<Expect, 'unique' | 'columns'>,
): string {
  const entry = valueAt(read(text).value, ['datasets', dataset]);
  if (entry === undefined)
    throw wrongInput(`lifecycle.yaml has no dataset named "${dataset}".`, { hint: 'Add it first.' });
  const expected = isMap(entry) ? valueAt(entry, ['expect']) : undefined;
  const known = valueAt(expected, ['columns']);
  const added = Object.entries(columns).filter(([name]) => !isMap(known) || known[name] === undefined);
  const isNew = unique !== undefined && valueAt(expected, ['unique']) === undefined;
  const whole = {
    ...(isNew ? { unique } : {}),
    ...(added.length > 0 ? { columns: Object.fromEntries(added) } : {}),
  };
  if (Object.keys(whole).length === 0) return text;
  if (typeof entry === 'string') return put(text, ['datasets', dataset], { path: entry, expect: whole });
  const path = ['datasets', dataset, 'expect'];
  if (!isMap(expected)) return put(text, path, whole);
  const unlike = isNew ? put(text, [...path, 'unique'], unique) : text;
  if (!isMap(known)) return added.length > 0 ? put(unlike, [...path, 'columns'], whole.columns) : unlike;
  return added.reduce((edited, [name, rules]) => put(edited, [...path, 'columns', name], rules), unlike);
}

/** The text with these columns left out of a monitor's alarms too. Throws `input` like putEntry, and where there is no such monitor. */
export function ignoreColumns(text: string, monitor: string, columns: readonly string[]): string {
  const entry = valueAt(read(text).value, ['monitors', monitor]);
  if (!isMap(entry))
    throw wrongInput(`lifecycle.yaml has no monitor named "${monitor}".`, { hint: 'Write it first.' });
  const path = ['monitors', monitor, 'drift', 'ignore'];
  const ignored: unknown = valueAt(entry, ['drift', 'ignore']);
  const before: readonly unknown[] = Array.isArray(ignored) ? ignored : [];
  const added = [...new Set(columns)].filter((name) => !before.includes(name));
  if (before.length === 0) return put(text, path, added);
  return added.reduce((edited, name, index) => put(edited, [...path, before.length + index], name), text);
}

/** The text with the file that the project's Python environment is made from. */
export const setRequirements = (text: string, file: string) => put(text, ['python', 'requirements'], file);

/** Only a change that reads back as exactly what was meant is believed. */
function put(text: string, path: Path, value: unknown): string {
  const { parsed, value: before } = read(text);
  const wanted = canonicalJson(withValue(before, path, value));
  const isRight = (edited: string) => {
    const again = parseYaml(edited);
    if ('refused' in again || again.document.errors.length > 0) return false;
    const result = yamlValue(again.document);
    return 'value' in result && canonicalJson(result.value) === wanted;
  };
  const local = spliced({ ...parsed, text, style: styleOf(text) }, path, value);
  if (local !== undefined && isRight(local)) return local;
  const { document } = parsed;
  try {
    document.setIn(path, document.createNode(value));
    const whole = document.toString({ lineWidth: 0 });
    if (isRight(whole)) return whole;
  } catch {
    // told below: the library says in its own words what a person cannot use
  }
  throw wrongInput(
    `lifecycle.yaml cannot be edited at ${path.join('.')}: it is written by an alias or in an unusual way.`,
    {
      hint: 'Add it by hand.',
    },
  );
}

function read(text: string) {
  const parsed = parseYaml(text);
  const mend = { hint: 'Mend lifecycle.yaml first.' };
  if ('refused' in parsed) throw wrongInput(parsed.refused, mend);
  if (parsed.document.errors.length > 0) throw wrongInput('lifecycle.yaml is not right YAML.', mend);
  const result = yamlValue(parsed.document);
  if ('refused' in result) throw wrongInput(result.refused, mend);
  const { value } = result;
  if (value !== null && !isMap(value)) throw wrongInput('lifecycle.yaml is not a map.', mend);
  const version = valueAt(value, ['lifecycle']);
  if (typeof version === 'number' && version > manifestVersion)
    throw wrongInput(`lifecycle.yaml is of version ${version}, which is not edited here.`, {
      hint: 'Update Model Lifecycle.',
    });
  return { parsed, value };
}

function withValue(whole: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const list: readonly unknown[] = Array.isArray(whole) ? whole : [];
    return [...list.slice(0, key), withValue(list[key], rest, value), ...list.slice(key + 1)];
  }
  const map = isMap(whole) ? whole : {};
  return { ...map, [key]: withValue(map[key], rest, value) };
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
