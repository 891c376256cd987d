// `lifecycle profile FILE`, plain and full, against DuckDB's SUMMARIZE and ydata-profiling's minimal mode: whole processes on one file.
import { join } from 'node:path';
import { root } from '../scripts/setup.mjs';
import { pythonWith } from '../test/systems/pythonPackages';
import { compare, wholeProcess, type Contender, type Result } from './harness';
import { benchTable } from './tables';

const cli = join(root, 'dist', 'cli.js');
const rivals = join(import.meta.dirname, 'rivals');

export const ours = (file: string, ...flags: readonly string[]): Contender =>
  wholeProcess(['lifecycle profile', ...flags].join(' '), process.execPath, [
    cli,
    'profile',
    file,
    '--json',
    ...flags,
  ]);

export const summarize = (file: string): Contender =>
  wholeProcess('DuckDB SUMMARIZE', process.execPath, [join(rivals, 'summarize.mjs'), file]);

export async function benchProfile(): Promise<Result[]> {
  const file = await benchTable({ rows: 1_000_000, format: 'parquet' });
  const unit = 's';
  const title = 'Profile of 1,000,000 x 20 (Parquet)';
  return [
    await compare({
      title: 'Start alone',
      unit,
      ours: wholeProcess('lifecycle --version', process.execPath, [cli, '--version']),
      theirs: wholeProcess('node -e 0', process.execPath, ['-e', '0']),
    }),
    await compare({ title, unit, ours: ours(file), theirs: summarize(file) }),
    await compare({ title: `${title}, complete`, unit, ours: ours(file, '--full'), theirs: summarize(file) }),
  ];
}

/** Apart, as it takes minutes. */
export async function benchYdata(): Promise<Result> {
  const file = await benchTable({ rows: 1_000_000, format: 'parquet' });
  const python = await pythonWith('ydata-profiling', [
    'ydata-profiling==4.18.4',
    'pandas==2.3.3',
    'pyarrow==26.0.1',
    'setuptools==75.8.0',
  ]);
  return compare({
    title: 'Profile of 1,000,000 x 20 (Parquet)',
    unit: 's',
    ours: ours(file),
    theirs: wholeProcess('ydata-profiling minimal', python, [join(rivals, 'ydata.py'), file]),
    pairs: 2,
  });
}
