// `Open in Data Panel`, on a data file of the explorer or an editor.
import { subjectOf } from '../subject';
import type { Command } from './command';

export const openData: Command = {
  name: 'openData',
  run: (editor, argument) => {
    const subject = subjectOf(argument);
    if (subject?.path !== undefined)
      editor.panels.show({ kind: 'file', folder: subject.folder, path: subject.path });
    return Promise.resolve();
  },
};
