// That nothing is kept which nothing uses: an export has an importer outside of the tests, or its own file needs it.
import assert from 'node:assert/strict';
import ts from 'typescript';
import { read, sources, targetOf, tracked } from './sources';

/** Used by what is no import. */
const entries = [
  'media/panels/data.ts: DataPanel', // by its element
  'media/panels/monitor.ts: MonitorPanel',
  'src/vscode/extension.ts: activate', // by VS Code
  'src/core/manifest/jsonSchema.ts: manifestJsonSchema', // by the build
  // What merges is a promise of the profile document, shown by a property test before anything rests on it.
  'src/core/profile/merge.ts: mergeProfiles',
];

describe('exports of src and media', () => {
  it('are all used by a program, not by tests only', () => {
    const users = tracked.filter(
      (file) => /^(src|media|bench|scripts)\/.*\.(ts|mjs)$/.test(file) || file === 'esbuild.js',
    );
    const used = new Set(users.flatMap((file) => importedNames(file)));
    const unused = sources.flatMap((file) => {
      const source = parse(file);
      return exportedNames(source)
        .filter(
          (name) => !used.has(`${file} ${name}`) && !used.has(`${file} *`) && timesNamed(source, name) < 2,
        )
        .map((name) => `${file}: ${name}`);
    });
    assert.deepEqual(unused.sort(), entries.toSorted());
  });
});

const parse = (file: string) => ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);

function exportedNames(source: ts.SourceFile): string[] {
  const isExported = (node: ts.Node) =>
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return source.statements.filter(isExported).flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    const { name } = statement as ts.DeclarationStatement;
    return name ? [name.getText()] : [];
  });
}

/** `file name` of everything that is imported, or handed on, by its file; `*` where all of it is. */
function importedNames(file: string): string[] {
  const found: string[] = [];
  const take = (from: string, names: readonly string[]) => {
    const target = targetOf(file, from.replace(/\.ts$/, ''));
    if (target) found.push(...names.map((name) => `${target} ${name}`));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const clause = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
      const names =
        clause && (ts.isNamedImports(clause) || ts.isNamedExports(clause))
          ? clause.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
          : ['*'];
      if (node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
        take(node.moduleSpecifier.text, names);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [from] = node.arguments;
      if (from && ts.isStringLiteral(from)) take(from.text, ['*']);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}

function timesNamed(source: ts.SourceFile, name: string): number {
  let times = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name) times += 1;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return times;
}
