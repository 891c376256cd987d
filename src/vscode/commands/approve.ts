// `Lifecycle: Approve Version`, in the name of git's user.email.
import * as vscode from 'vscode';
import { cancelled } from '../../core/errors';
import { anotherPerson, type ApproverStanding } from '../../core/registry/approvers';
import { clockAt } from '../../node/clock';
import { whoami } from '../../node/git';
import { approveVersion } from '../../node/registry/approve';
import { presentDone } from '../present';
import { requireTrust } from '../trust';
import type { Command } from './command';
import { chooseVersion } from './verb';

export const approve: Command = {
  name: 'approve',
  run: async (editor, argument) => {
    requireTrust(vscode.l10n.t('Approving a version'));
    const { project, model, version } = await chooseVersion(editor, argument, (of) =>
      vscode.l10n.t('Approve which version of {0}?', of),
    );
    const person = await whoami(project.root);
    const yes = vscode.l10n.t('Approve');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('Approve version {0} of {1} as {2}?', version, model, person),
      {
        modal: true,
        detail: vscode.l10n.t('The approval is a file in the registry, unsigned; commit it to share it.'),
      },
      yes,
    );
    if (answer !== yes) throw cancelled();
    const { by, isNew, standing } = await approveVersion({ project, clock: clockAt(), model, version });
    await editor.projects.refresh();
    presentDone(
      [
        isNew
          ? vscode.l10n.t('Version {0} of {1} is approved by {2}.', version, model, by)
          : vscode.l10n.t('{2} had approved version {0} of {1} before.', version, model, by),
        ...whyNot(standing, model),
      ].join(' '),
    );
  },
};

function whyNot(standing: ApproverStanding, model: string): readonly string[] {
  switch (standing) {
    case 'counts':
      return [];
    case 'own work':
      return [vscode.l10n.t('It does not count: you registered it.'), anotherPerson({ model })];
    case 'no approver':
      return [vscode.l10n.t('It does not count: roles.approvers in lifecycle.yaml does not name you.')];
  }
}
