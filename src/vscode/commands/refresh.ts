// `Lifecycle: Refresh`.
import type { Command } from './command';

export const refresh: Command = {
  name: 'refresh',
  run: (editor) => editor.projects.refresh(),
};
