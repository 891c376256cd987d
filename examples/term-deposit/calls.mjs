// Which of a month's calls the service has not answered yet, by its own prediction log; sending them is another's matter.
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * `unsent(month)`: a CSV file, relative to `root`, with the rows of `source/traffic/<month>.csv` that the log does not
 * hold, and their number; undefined where it holds all.
 */
export async function openCalls({ root, deployment }) {
  const answered = await answeredIds(join(root, '.lifecycle', 'deployments', deployment, 'predictions'));

  async function unsent(month) {
    const file = join('source', 'traffic', `${month}.csv`);
    const [header, ...rows] = (await readFile(join(root, file), 'utf8')).trimEnd().split('\n');
    const left = rows.filter((row) => !answered.has(row.slice(0, row.indexOf(';'))));
    if (left.length === 0) return undefined;
    if (left.length === rows.length) return { file, rows: rows.length };
    const rest = join('data', 'traffic', `${month}-rest.csv`);
    await writeWhole(join(root, rest), `${[header, ...left].join('\n')}\n`);
    return { file: rest, rows: left.length };
  }

  return { unsent };
}

/** Of every prediction whose line is whole. */
async function answeredIds(folder) {
  const ids = new Set();
  const files = await readdir(folder).catch(() => []);
  for (const file of files.filter((name) => name.endsWith('.jsonl')))
    for (const line of (await readFile(join(folder, file), 'utf8')).split('\n')) {
      const id = /^\{.*\}$/.test(line) ? JSON.parse(line).inputs?.id : undefined;
      if (id !== undefined) ids.add(String(id));
    }
  return ids;
}

/** Readers see the old file or the new one, never a part. */
export async function writeWhole(file, content) {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, content, { flush: true });
  await rename(temporary, file);
}
