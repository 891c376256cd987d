// `lifecycle expect NAME`: learns what to expect of a dataset or a data file, and writes it into lifecycle.yaml when told to.
import { Command } from 'commander';
import { wrongInput } from '../../core/errors';
import { plain } from '../../core/json';
import { houseStyle, renderPair } from '../../core/manifest/render';
import { startingText } from '../../core/manifest/edit';
import { changeManifest, readManifestText } from '../../node/manifest/change';
import { diffOf } from '../../node/manifest/diff';
import { symbols } from '../present';
import type { Session } from '../session';
import type { Answer, Verb } from '../verb';
import { visible } from '../visible';

export const expect: Verb = (bind) =>
  new Command('expect')
    .description('Learns from data what to expect of it, and proposes that for lifecycle.yaml.')
    .argument('<name>', 'a dataset, or a data file')
    .option(
      '--window <rows>',
      'how many rows are judged together later; a tenth of these when left out',
      wholeNumber,
    )
    .action(bind((session, name: string, { window }: { window?: number }) => propose(session, name, window)));

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw wrongInput(`--window ${text} is no number of rows.`, { hint: 'Write e.g. --window 1000.' });
}

async function propose(session: Session, name: string, window: number | undefined): Promise<Answer> {
  const project = await session.readableProject();
  const dataset = project.manifest.datasets?.[name];
  const asked = window === undefined ? {} : { window };
  if (!dataset || !Object.hasOwn(project.manifest.datasets ?? {}, name)) return ofFile(session, name, asked);
  session.progress.show('expect', { message: `Learning what to expect of ${name}` });
  const { learnDataset } = await import('../../node/check/learnDataset');
  const {
    expect: expected,
    why,
    change,
  } = await learnDataset(project, { name, dataset, ...asked }, session.signal);
  const before = startingText(await readManifestText(project));
  const after = change(before);
  const document = { dataset: name, expect: plain(expected), why };
  if (after === before)
    return {
      text: `${symbols.unchanged} lifecycle.yaml expects something of every column of ${name} already.`,
      document: { ...document, written: false },
    };
  if (!session.options.json)
    session.streams.stdout.write(`${visible(session.present.diff(diffOf(before, after)))}\n\n  ${why}\n\n`);
  if (!(await session.confirm('Change lifecycle.yaml so?')))
    return { text: `${symbols.unchanged} Nothing was written.`, document: { ...document, written: false } };
  await changeManifest(project, change);
  return {
    text: `${symbols.yes} Wrote lifecycle.yaml. Whether the data meets it: lifecycle check ${name}`,
    document: { ...document, written: true },
  };
}

/** Nothing is written of a file that no dataset names. */
async function ofFile(session: Session, file: string, asked: { readonly window?: number }): Promise<Answer> {
  session.progress.show('expect', { message: `Learning what to expect of ${file}` });
  const { learnFile } = await import('../../node/check/learnFile');
  const { expect: expected, why } = await learnFile(file, asked, session.signal);
  return {
    text: [...renderPair('expect', expected, houseStyle, 2), '', session.present.dim(`  ${why}`)].join('\n'),
    document: { file, expect: plain(expected), why, written: false },
  };
}
