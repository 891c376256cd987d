// The environment that our processes start others with.

/** Without what belongs to the editor that started us: its variables change how Node and Electron behave. */
export function withoutEditor(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_)|^NODE_OPTIONS$/.test(name)),
  );
}

/** For this program's own Node, which may be an editor's: it has to be told that it is a Node. */
export const ownNode = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...withoutEditor(env),
  ELECTRON_RUN_AS_NODE: '1',
});
