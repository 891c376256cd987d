// `npm start`: sets up, runs the example's main job, prints its table and opens VS Code on it.
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { runAsProgram } from './command.mjs';
import { root, setup } from './setup.mjs';
import { formatTable } from './table.mjs';

const example = join(root, 'examples', 'term-deposit');

async function start({ open, signal }) {
  const began = Date.now();
  const log = (line) => console.log(`[${clock(Date.now() - began)}] ${line}`);
  await setup({ log, signal });
  const { runMainJob, whatWasDone } = await import('../examples/term-deposit/mainJob.mjs');
  const rows = await runMainJob({ root: example, cli: join(root, 'dist', 'cli.js'), log, signal });
  const columns = ['stage', 'when', 'outcome', 'figure', 'where'];
  const width = Math.max(80, Math.min(process.stdout.columns ?? 100, 120));
  console.log(`\n${formatTable(rows, { columns, wrapped: ['outcome', 'figure', 'where'], width })}\n`);
  console.log(whatWasDone(rows));
  console.log(
    `The project is ${relative(process.cwd(), example) || '.'}. Done in ${clock(Date.now() - began)}.`,
  );
  if (!open) return;
  const { openEditor } = await import('./openEditor.mjs');
  await openEditor({ folder: example, log, signal });
}

function clock(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

const { values } = parseArgs({ options: { open: { type: 'boolean', default: true } }, allowNegative: true });
runAsProgram(
  (signal) => start({ open: values.open, signal }),
  'Interrupted. "npm start" goes on where this ended.',
);
