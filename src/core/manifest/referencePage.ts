// docs/lifecycle-yaml.md: every key of lifecycle.yaml with type, default, meaning and example, out of the schema that the reader uses.
import type { $ZodTypes } from 'zod/v4/core';
import { asWritten, wholeExample } from './example';
import { manifestDescription } from './jsonSchema';
import { manifestSchema } from './manifest';
import { mapPlaces, type MapKey, type MapPlace } from './mapPlaces';
import { flowText, houseStyle } from './render';
import { descriptionOf, schemasAt } from './schemaAt';
import { typeText } from './typeText';

/** Markdown. */
export function referencePage(): string {
  const places = mapPlaces();
  const sections = places.map((place) => [...head(place), table(place, places)].join('\n\n'));
  return `${[intro, ...sections].join('\n\n')}\n`;
}

const intro = `<!-- Written by "npm run docs" from the schema in src/core/manifest: change it there. -->

# lifecycle.yaml

${manifestDescription} Every section may be left out:
\`datasets: {bank: data/bank.csv}\` is a whole file. Paths are relative to the file's folder. Keys that start with \`x-\` hold parts
that other places repeat by an alias (\`*name\`). The examples below make one file together. What is wrong in yours is told with its
line, in the editor while you type and by every command.`;

/** A section with its whole example; a map inside it with its meaning. */
function head({ path, label, schema, isChoice }: MapPlace): readonly string[] {
  const [section] = path;
  if (section === undefined) return ['## Sections'];
  const isSection = path.length <= 2;
  const schemas = isSection ? schemasAt(manifestSchema, [section]) : [schema];
  const meaning = [descriptionOf(schemas), isChoice ? 'It has one of these keys:' : undefined];
  return [
    isSection ? `## ${section}` : `### ${label}`,
    ...(isSection
      ? [`\`\`\`yaml\n${schemas.map((one) => wholeExample(String(section), one)).join('')}\n\`\`\``]
      : []),
    ...(meaning.some(Boolean) ? [escaped(meaning.filter(Boolean).join(' '))] : []),
  ];
}

function table({ label, keys, isChoice }: MapPlace, places: readonly MapPlace[]): string {
  const rows = keys.map((row) => {
    const name = row.key === undefined ? 'any other' : linked(row.key, label, places);
    const standard = isChoice ? '' : row.isRequired ? '*required*' : defaultOf(row);
    const meaning = escaped(descriptionOf([row.schema]) ?? '');
    return `| ${[name, typeText(row.schema), standard, meaning, examplesOf(row)].join(' | ')} |`;
  });
  return ['| key | type | default | meaning | example |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** To the table of its own keys, where it has one. */
function linked(key: string, label: string, places: readonly MapPlace[]): string {
  const own = label === '' ? key : `${label}.${key}`;
  const place = places.find((one) => [own, `${own}.NAME`].includes(one.label) && one.path.length > 0);
  if (!place) return `\`${key}\``;
  const heading = label === '' ? key : place.label;
  return `[\`${key}\`](#${heading.toLowerCase().replace(/[^\w-]/g, '')})`;
}

function defaultOf({ schema }: MapKey): string {
  const { def } = (schema as $ZodTypes)._zod;
  return def.type === 'default' && def.defaultValue !== ''
    ? code(flowText(def.defaultValue, houseStyle))
    : '';
}

const examplesOf = ({ key, examples }: MapKey) =>
  key === undefined ? '' : examples.map((example) => code(asWritten([key], example) ?? '')).join('<br>');

/** A bar inside a cell would end it, even in code. */
const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;

const escaped = (text: string) => text.replace(/[|<*]/g, '\\$&');
