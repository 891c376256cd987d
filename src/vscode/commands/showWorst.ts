// What a click on the status bar does: it opens the cause of what is worst, or the sidebar when all is well.
import * as vscode from 'vscode';
import { statusItem } from '../../core/catalog/statusBar';
import { commandIds, viewIds } from '../ids';
import type { Subject } from '../subject';
import type { Command } from './command';
import { allNodes } from '../../core/catalog/node';
import { viewNames } from '../../core/catalog/catalog';

export const showWorst: Command = {
  name: 'showWorst',
  run: async (editor) => {
    const folders = await editor.projects.known();
    const { cause } = statusItem(folders.map(({ facts }) => facts));
    for (const { folder, catalog } of cause === undefined ? [] : folders) {
      const node = [...viewNames.flatMap((view) => [...allNodes(catalog[view])])].find(
        ({ id }) => id === cause,
      );
      if (!node) continue;
      const subject: Subject = { ...node.about, folder: folder.uri.toString(), kind: node.kind };
      if (node.kind === 'endpoint') await vscode.commands.executeCommand(`${viewIds.deployments}.focus`);
      else await vscode.commands.executeCommand(commandIds.open, subject);
      return;
    }
    await vscode.commands.executeCommand(`${viewIds.process}.focus`);
  },
};
