// How `lifecycle profile` grows: ten times the rows, a CSV of a gigabyte, a thousand columns; with the most memory that the process held.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun } from '../scripts/command.mjs';
import { root } from '../scripts/setup.mjs';
import { compare, median } from './harness';
import { ours, summarize } from './profile.bench';
import { benchTable } from './tables';

const turns = 3;

export async function benchProfileSize(): Promise<void> {
  const [small, large, wide] = [
    await benchTable({ rows: 1_000_000, format: 'parquet' }),
    await benchTable({ rows: 10_000_000, format: 'parquet' }),
    await benchTable({ rows: 100_000, columns: 1_000, format: 'parquet' }),
  ];
  process.stdout.write('\nGrowth of the profile: seconds, and peak memory in MB\n');
  for (const flags of [[], ['--full']]) {
    const [one, ten] = [await peak(small, flags), await peak(large, flags)];
    const name = ['profile', ...flags].join(' ');
    print(`${name} 1M x 20`, one);
    print(`${name} 10M x 20`, ten);
    process.stdout.write(
      `  time ${(ten.seconds / one.seconds).toFixed(1)} times, memory ${(ten.bytes / one.bytes).toFixed(2)} times\n`,
    );
  }
  print('profile 100,000 x 1,000', await peak(wide, []));
  const csv = await benchTable({ rows: 3_500_000, format: 'csv' });
  const { size } = await stat(csv);
  await compare({
    title: `Profile of a CSV of ${(size / 1e9).toFixed(2)} GB`,
    unit: 's',
    ours: ours(csv),
    theirs: summarize(csv),
    pairs: turns,
  });
}

interface Peak {
  readonly seconds: number;
  readonly bytes: number;
}

/** The medians of several turns. */
async function peak(file: string, flags: readonly string[]): Promise<Peak> {
  const found: Peak[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const cli = join(root, 'dist', 'cli.js');
    const command = [process.execPath, cli, 'profile', file, '--json', ...flags];
    const printed = await mustRun('python3', [join(import.meta.dirname, 'peak.py'), ...command]);
    const [seconds = NaN, bytes = NaN] = printed.trim().split(' ').map(Number);
    found.push({ seconds, bytes });
  }
  return {
    seconds: median(found.map(({ seconds }) => seconds)),
    bytes: median(found.map(({ bytes }) => bytes)),
  };
}

function print(name: string, { seconds, bytes }: Peak): void {
  process.stdout.write(`  ${name.padEnd(28)} ${seconds.toFixed(2)} s  ${(bytes / 1e6).toFixed(0)} MB\n`);
}
