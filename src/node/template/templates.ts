// The templates that come with the program, each a folder with a script and what it needs.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unavailable, wrongInput } from '../../core/errors';

export const defaultTemplate = 'scikit-learn';

/** Beside the built program, else in the checkout that this file is a source of. */
const places = [join(__dirname, '..'), join(__dirname, '..', '..', '..')].map((folder) =>
  join(folder, 'media', 'templates'),
);

/** Names, sorted. Throws `unavailable` where the program was installed without them. */
export async function templateNames(): Promise<readonly string[]> {
  return [...(await readdir(await templatesFolder()))].sort();
}

/** The template's folder. Throws `input` where there is none of that name. */
export async function templateFolder(name: string): Promise<string> {
  const names = await templateNames();
  if (!names.includes(name))
    throw wrongInput(`There is no template named ${name}.`, { hint: `Take ${names.join(' or ')}.` });
  return join(await templatesFolder(), name);
}

async function templatesFolder(): Promise<string> {
  for (const folder of places)
    if (
      await readdir(folder).then(
        () => true,
        () => false,
      )
    )
      return folder;
  throw unavailable('The templates are missing.', { hint: 'Install Model Lifecycle again.' });
}
