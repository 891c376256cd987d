// npm run docs: writes docs/lifecycle-yaml.md from the schema of lifecycle.yaml; a unit test fails while it is out of date.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { referencePage } from '../src/core/manifest/referencePage.ts';

await writeFile(fileURLToPath(new URL('../docs/lifecycle-yaml.md', import.meta.url)), referencePage());
