// Which planted defects `check` finds, and what it finds where nothing was planted; beside Great Expectations and ydata-profiling where they have the kind.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAll } from '../src/core/quality/detectors';
import type { Finding } from '../src/core/quality/finding';
import { seededRandom } from '../src/core/random';
import { gatherFacts } from '../src/node/check/facts';
import { withDatabase, type Database } from '../src/node/duckdb/engine';
import { load } from '../src/node/duckdb/read';
import { profileTable } from '../src/node/profile/profileTable';
import { plants, type Plant, type Planted } from './findings/plants';
import { askRivals, rivals, type Case, type Rival } from './findings/rivals';
import { readSets } from './findings/sets';
import { csvOf, type DataSet } from './findings/table';

const shares = [0.01, 0.05, 0.2];
/** All days of the sets lie before it. */
const asOf = '2026-06-01T00:00:00.000Z';

interface Tried {
  readonly plant: Plant;
  readonly share: number;
  readonly isFound: boolean;
  readonly case: Case;
}

/** Prints a row a defect: of the sets, in how many it was found. The same seed each time. */
export async function benchFindings(asked: readonly Rival[] = rivals): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-findings-'));
  try {
    const tried: Tried[] = [];
    const clean: { readonly set: string; readonly findings: readonly Finding[]; readonly file: string }[] =
      [];
    for (const set of await readSets()) {
      const own = join(folder, set.name.replaceAll(/\W+/g, '_'));
      await mkdir(own);
      const found = await findingsOf({ rows: set.rows }, { set, file: join(own, 'clean.csv') });
      clean.push({ set: set.name, findings: found, file: join(own, 'clean.csv') });
      print(`${set.name}: ${set.rows.length} rows; clean: ${told(found)}`);
      for (const [nth, plant] of plants.entries()) {
        if (plant.needsClasses && !set.hasClasses) continue;
        for (const share of plant.hasShare ? shares : [1]) {
          const planted = plant.plant(set, share, seededRandom(1 + nth));
          const file = join(own, `${String(nth)}-${String(share)}.csv`);
          const findings = await findingsOf(planted, { set, file });
          const { trainRows } = planted;
          const before =
            trainRows === undefined
              ? found
              : await findingsOf({ rows: set.rows, trainRows }, { set, file: `${file}.clean.csv` });
          const isFound = findings.some((finding) => isNew(finding, before) && fits(finding, plant, set));
          tried.push({
            plant,
            share,
            isFound,
            case: {
              plant: plant.name,
              share,
              set: set.name,
              file,
              target: set.target,
              clean: join(own, 'clean.csv'),
            },
          });
        }
      }
    }
    const answers = await askRivals(
      asked,
      tried.map((one) => one.case),
      folder,
    );
    printTable(tried, answers);
    printAlarms(clean, answers);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function findingsOf(
  { rows, before, trainRows, sensitive }: Planted,
  { set, file }: { readonly set: DataSet; readonly file: string },
): Promise<Finding[]> {
  return withDatabase(async (db) => {
    await put(db, 'd', { rows, file });
    if (before) await put(db, 'earlier', { rows: before, file: `${file}.before.csv` });
    if (trainRows !== undefined) {
      await db.run(`CREATE TABLE train AS SELECT * FROM d WHERE rowid < ${String(trainRows)}`);
      await db.run(`CREATE TABLE test AS SELECT * FROM d WHERE rowid >= ${String(trainRows)}`);
    }
    const facts = await gatherFacts(db, {
      table: 'd',
      seenIn: 'collected',
      roles: { target: set.target, ...(sensitive === undefined ? {} : { sensitive: [sensitive] }) },
      asOf,
      ...(trainRows === undefined ? {} : { parts: { train: 'train', test: 'test' } }),
      ...(before
        ? { previous: { profile: await profileTable(db, 'earlier'), at: '2026-01-01T00:00:00.000Z' } }
        : {}),
    });
    return findAll(facts);
  });
}

async function put(
  db: Database,
  table: string,
  { rows, file }: { readonly rows: Planted['rows']; readonly file: string },
) {
  await writeFile(file, csvOf(rows));
  await load(db, [{ path: file }], table);
}

/** Not there before, or told of many more rows now. */
const isNew = (finding: Finding, clean: readonly Finding[]) =>
  clean.every(({ id, message }) => id !== finding.id || message !== finding.message);

const fits = ({ kind, columns }: Finding, plant: Plant, set: DataSet) =>
  plant.kinds.includes(kind) && (!plant.column || columns.includes(plant.column(set)));

const told = (findings: readonly Finding[]) =>
  findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ id }) => id)
    .join(', ') || 'nothing above info';

type Answers = Awaited<ReturnType<typeof askRivals>>;

function printTable(tried: readonly Tried[], answers: Answers): void {
  const head = [
    'planted',
    ...shares.map((share) => `${String(100 * share)}%`),
    ...rivals.flatMap((rival) => shares.map((share) => `${rival} ${String(100 * share)}%`)),
  ];
  const lines = plants.map((plant) => {
    const own = tried.filter((one) => one.plant === plant);
    const cell = (share: number, rival?: Rival) => {
      const some = own.filter((one) => one.share === share || (!plant.hasShare && share === shares.at(-1)));
      const known = rival
        ? some.map((one) => answers.found(rival, one.case))
        : some.map((one) => one.isFound);
      const given = known.filter((one) => one !== undefined);
      return given.length === 0 ? '-' : `${String(given.filter(Boolean).length)}/${String(given.length)}`;
    };
    return [
      plant.name,
      ...shares.map((share) => cell(share)),
      ...rivals.flatMap((rival) => shares.map((share) => cell(share, rival))),
    ];
  });
  const widths = head.map((_cell, at) => Math.max(...[head, ...lines].map((line) => line[at]?.length ?? 0)));
  print(
    `\nPlanted defects found, of ${String(new Set(tried.map((one) => one.case.set)).size)} data sets ("-": not of its kinds, or not planted so)`,
  );
  for (const line of [head, ...lines])
    print(
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    );
  for (const [at, share] of shares.entries()) {
    const some = tried.filter((one) => one.plant.hasShare && one.share === shares[at]);
    print(
      `  ${String(100 * share)}%: ${String(some.filter((one) => one.isFound).length)} of ${String(some.length)} found`,
    );
  }
  const once = tried.filter((one) => !one.plant.hasShare);
  print(`  once: ${String(once.filter((one) => one.isFound).length)} of ${String(once.length)} found`);
}

function printAlarms(
  clean: readonly { readonly set: string; readonly findings: readonly Finding[]; readonly file: string }[],
  answers: Answers,
): void {
  print('\nWhere nothing was planted: findings above info, and warnings of the others');
  for (const { set, findings, file } of clean) {
    const open = findings.filter(({ severity }) => severity !== 'info');
    print(
      `  ${set}: ${String(open.length)}${rivals.map((rival) => `; ${rival} ${String(answers.alarms(rival, file) ?? '-')}`).join('')}  (${told(findings)})`,
    );
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
