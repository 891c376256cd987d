// What every TypeScript file is held to: no floating promise, no `any`, exhaustive switches, and the layer rules.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const layer = (files, forbidden, why) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: forbidden.map((group) => ({ group: [group], message: why })) },
    ],
  },
});

export default tseslint.config(
  { ignores: ['dist', 'coverage', '.test-output', 'node_modules', 'examples/**', '**/fixtures/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'media/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.object.name='AbortSignal'][callee.property.name='any'] CallExpression[callee.object.name='AbortSignal'][callee.property.name='timeout']",
          message: 'The collector of garbage takes such a timeout; take withDeadline.',
        },
      ],
    },
  },
  {
    files: ['**/*.mjs', '*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly',
      },
    },
  },
  layer(
    ['src/core/**'],
    ['node:*', 'vscode', '**/node/**', '**/cli/**', '**/vscode/**', '**/protocol/**'],
    'core is pure: no Node, no vscode, nothing of ours outside core',
  ),
  layer(['src/node/**'], ['vscode', '**/cli/**', '**/vscode/**'], 'node knows the world, not the surfaces'),
  layer(
    ['src/protocol/**'],
    ['vscode', 'node:*', '**/node/**', '**/cli/**', '**/vscode/**'],
    "protocol is types and validators over core's types",
  ),
  layer(['src/cli/**'], ['vscode', '**/vscode/**'], 'the command line knows no editor'),
  layer(
    ['media/**'],
    ['vscode', 'node:*', '**/node/**', '**/cli/**', '**/vscode/**'],
    'a webview speaks by the protocol only',
  ),
);
