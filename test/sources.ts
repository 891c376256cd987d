// The project's own files and what they import, for the tests of its rules.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export interface Import {
  readonly from: string;
  readonly isType: boolean;
  /** `import()`: loaded when called, not when the file is. */
  readonly isLazy: boolean;
}

export const root = resolve(import.meta.dirname, '..');
export const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
export const sources = tracked.filter((file) => /^(src|media)\/.*\.ts$/.test(file));
export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

export function imports(file: string): Import[] {
  const statement =
    /\b(?:import|export)\s+(type\s)?(?:[^'"`;()]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...withoutComments(read(file)).matchAll(statement)].map(([, type, from, lazy]) => ({
    from: from ?? lazy ?? '',
    isType: type !== undefined,
    isLazy: lazy !== undefined,
  }));
}

export function targetOf(file: string, from: string): string | undefined {
  if (!from.startsWith('.')) return undefined;
  const base = relative(root, resolve(root, dirname(file), from));
  return [`${base}.ts`, `${base}/index.ts`, base].find((candidate) => sources.includes(candidate));
}

export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
