// What package.json contributes and what the code registers are the same; and no text or picture that it names is missing.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandIds, contextKeys, settings, viewIds } from '../src/vscode/ids';

const root = resolve(import.meta.dirname, '..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');

interface Item {
  readonly command: string;
  readonly when?: string;
}
interface Contribution {
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: string } };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly category: string;
      readonly title: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly Item[]>>;
    readonly views: { readonly lifecycle: readonly { readonly id: string }[] };
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly when: string;
      readonly contents: string;
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}
const manifest = JSON.parse(text('package.json')) as Contribution;
const { contributes } = manifest;
const strings = JSON.parse(text('package.nls.json')) as Record<string, string>;
const menuItems = Object.values(contributes.menus).flat();

describe('what package.json contributes', () => {
  it('every command is registered under its id, and the other way round', () => {
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).sort(),
      Object.values(commandIds).sort(),
    );
  });

  it('every command has its own file, named like the command', () => {
    const missing = Object.keys(commandIds).filter(
      (name) => !existsSync(join(root, 'src', 'vscode', 'commands', `${name}.ts`)),
    );
    assert.deepEqual(missing, []);
  });

  it('has no key twice, of which only the last would count', () => {
    assert.equal(text('package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  });

  it('the views and settings are those of the code', () => {
    assert.deepEqual(
      contributes.views.lifecycle.map(({ id }) => id),
      Object.values(viewIds),
    );
    assert.deepEqual(
      Object.keys(contributes.configuration.properties).sort(),
      [settings.python, settings.notifications].map((name) => `${settings.section}.${name}`).sort(),
    );
  });

  it('every panel is found again after a reload', () => {
    const pages = readdirSync(join(root, 'media', 'panels')).map((file) => file.replace(/\.ts$/, ''));
    const prefix = 'onWebviewPanel:';
    assert.deepEqual(
      manifest.activationEvents.filter((event) => event.startsWith(prefix)).sort(),
      pages.map((name) => `${prefix}lifecycle.${name}`).sort(),
    );
  });

  it('no menu names a command that does not exist', () => {
    const known: string[] = Object.values(commandIds);
    assert.deepEqual(
      menuItems.filter(({ command }) => !known.includes(command)),
      [],
    );
  });

  it('`when` clauses read only context keys that the code sets', () => {
    const keys: string[] = [...Object.values(contextKeys), ...Object.values(viewIds)];
    const clauses = [...menuItems, ...contributes.viewsWelcome].flatMap(({ when }) => when ?? []);
    const read = clauses.flatMap((clause) => clause.match(/\blifecycle\.\w+/g) ?? []);
    assert.deepEqual(
      [...new Set(read)].filter((key) => !keys.includes(key)),
      [],
    );
  });

  it('every text stands in package.nls.json, and none there is unused', () => {
    const used = [...text('package.json').matchAll(/%([\w.]+)%/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(strings).sort());
  });

  it('all commands are in one category, without emoji or full stop', () => {
    for (const { title, category } of contributes.commands) {
      assert.equal(category, 'Lifecycle');
      assert.match(strings[title.slice(1, -1)] ?? '', /^[A-Z][A-Za-z. ]*[a-z]$/);
    }
  });

  it('in Restricted Mode only looking is enabled', () => {
    const looking = [
      'open',
      'openData',
      'openManifest',
      'reveal',
      'log',
      'copyAddress',
      'copyRequest',
      'refresh',
      'showWorst',
    ].map((name) => `lifecycle.${name}`);
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    for (const { command, enablement } of contributes.commands)
      assert.equal(enablement === 'isWorkspaceTrusted', !looking.includes(command), command);
  });

  it('starts by narrow events only', () => {
    assert.deepEqual(
      manifest.activationEvents.filter(
        (event) =>
          !/^(workspaceContains:[\w.]+|onWebviewPanel:[\w.]+|onFileSystem:lifecycle-\w+)$/.test(event),
      ),
      [],
    );
  });

  it('every view says something when it is empty, and while the workspace is looked at', () => {
    for (const id of Object.values(viewIds)) {
      const clauses = contributes.viewsWelcome
        .filter(({ view }) => view === id)
        .map(({ when }) => when ?? '');
      for (const key of ['!lifecycle.isLoaded', ' lifecycle.isLoaded'])
        assert.ok(
          clauses.some((when) => when.includes(key)),
          `${id} ${key}`,
        );
    }
  });

  it('the icons are there', () => {
    assert.ok(existsSync(join(root, manifest.icon)));
    for (const { icon } of contributes.viewsContainers.activitybar)
      assert.ok(existsSync(join(root, icon)), icon);
  });
});
