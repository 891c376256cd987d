// `lifecycle approve MODEL@N`.
import { Command } from 'commander';
import { anotherPerson, type ApproverStanding } from '../../core/registry/approvers';
import { approveVersion } from '../../node/registry/approve';
import { symbols } from '../present';
import type { Verb } from '../verb';
import { readVersionName } from '../versionName';

export const approve: Verb = (bind) =>
  new Command('approve')
    .description('Approves a version in your name, git’s user.email.')
    .argument('<model@version>')
    .option('--note <text>', 'why')
    .action(
      bind(async (session, which: string, { note }: { note?: string }) => {
        const wanted = readVersionName(which);
        const project = await session.project(() => [{ section: 'models', name: wanted.model }]);
        const asked = { project, clock: session.clock, ...wanted };
        const { by, version, isNew, standing } = await approveVersion({
          ...asked,
          ...(note === undefined ? {} : { note }),
        });
        const name = `${version.model}@${version.version}`;
        const told = isNew
          ? `${symbols.yes} ${name} is approved by ${by} (unsigned).`
          : `${symbols.unchanged} ${by} had approved ${name} before.`;
        return {
          text: `${told}${whyNot[standing]}${standing === 'own work' ? ` ${anotherPerson(version)}` : ''}`,
          document: {
            model: version.model,
            version: version.version,
            by,
            isNew,
            counts: standing === 'counts',
            standing,
          },
        };
      }),
    );

const whyNot: Readonly<Record<ApproverStanding, string>> = {
  counts: '',
  'own work': ' It does not count: you registered it.',
  'no approver': ' It does not count: roles.approvers in lifecycle.yaml does not name you.',
};
