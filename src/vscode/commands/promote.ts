// `Lifecycle: Promote Version`.
import { l10n } from 'vscode';
import { leadingAlias, servedAliases } from '../../core/manifest/served';
import type { Project } from '../../node/project';
import { readRegistry } from '../../node/registry/read';
import { kindIcons } from '../tree/icon';
import type { Command } from './command';
import { pick } from './pick';
import { runStage } from './runStage';
import { chooseVersion } from './verb';

export const promote: Command = {
  name: 'promote',
  run: async (editor, argument) => {
    const { project, model, version } = await chooseVersion(editor, argument, (of) =>
      l10n.t('Promote which version of {0}?', of),
    );
    const { aliases } = (await readRegistry(project.paths, model)).state;
    const alias = await pick(
      l10n.t('Promote version {0} of {1} to which alias?', version, model),
      aliasesOf(project, model).map((name) => ({
        label: name,
        value: name,
        icon: kindIcons.version,
        description:
          aliases[name] === undefined ? l10n.t('no version yet') : l10n.t('is version {0}', aliases[name]),
      })),
    );
    await runStage(editor, {
      project,
      stage: 'promote',
      request: { model, version, alias },
      title: l10n.t('Promoting version {0} of {1} to {2}', version, model, alias),
    });
  },
};

/** The one that its deployments follow first, then every alias that the manifest speaks of. */
function aliasesOf({ manifest }: Project, model: string): string[] {
  const compared = manifest.models?.[model]?.gates?.better_than;
  return [
    ...new Set([
      leadingAlias(manifest, model),
      'champion',
      ...servedAliases(manifest, model),
      ...(compared ? [compared] : []),
      'challenger',
    ]),
  ];
}
