// `lifecycle init [FILE...]`: writes lifecycle.yaml, or adds what is missing, from the files found.
import { Command } from 'commander';
import { proposeManifest, writeProposal, type Proposal } from '../../node/manifest/init';
import { symbols } from '../present';
import { readParquet } from '../readParquet';
import type { Session } from '../session';
import { inProject } from '../typedFile';
import type { Answer, Verb } from '../verb';
import { visible, visibleValue } from '../visible';

export const init: Verb = (bind) =>
  new Command('init')
    .description('Proposes lifecycle.yaml from the files found, and writes it when told to.')
    .argument('[files...]', 'only these; everything found when left out')
    .action(bind(propose));

async function propose(session: Session, only: string[]): Promise<Answer> {
  const project = await session.readableProject();
  const proposal = await proposeManifest(project, {
    readParquet: readParquet(session.signal),
    ...(only.length > 0
      ? { only: await Promise.all(only.map((file) => inProject(project.root, file))) }
      : {}),
    signal: session.signal,
  });
  const document = { added: proposal.entries, notes: proposal.notes, diff: proposal.diff };
  if (proposal.entries.length === 0)
    return {
      text: [
        only.length > 0
          ? `${symbols.unchanged} ${only.join(', ')} makes no entry.`
          : proposal.leavesData
            ? `${symbols.unchanged} Nothing is proposed of the data files found.`
            : proposal.before === undefined
              ? 'No data file and no training script was found: put one into the folder first.'
              : `${symbols.unchanged} lifecycle.yaml names everything that was found.`,
        ...notes(session, proposal),
      ].join('\n'),
      document: { ...document, written: false },
    };
  if (!session.options.json) session.streams.stdout.write(`${visible(shown(session, proposal))}\n\n`);
  const isWanted = await session.confirm(
    proposal.before === undefined ? 'Write lifecycle.yaml?' : 'Change lifecycle.yaml so?',
  );
  if (!isWanted)
    return { text: `${symbols.unchanged} Nothing was written.`, document: { ...document, written: false } };
  await writeProposal(project, proposal);
  return {
    text: `${symbols.yes} Wrote lifecycle.yaml. What comes next: lifecycle next`,
    document: { ...document, written: true },
  };
}

function shown(session: Session, proposal: Proposal): string {
  return [
    session.present.diff(proposal.diff),
    '',
    ...proposal.entries.map(({ section, name, why }) => `  ${section}.${name}: ${visibleValue(why)}`),
    ...notes(session, proposal),
  ].join('\n');
}

const notes = ({ present }: Session, { notes: told }: Proposal) =>
  told.map((note) => `  ${present.mark('warning')} ${visibleValue(note)}`);
