import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Sizes and smells of the house style; each message says what to do instead. */
const house = /** @type {import('eslint').Linter.RulesRecord} */ ({
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 3],
  'no-restricted-syntax': [
    'error',
    { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
    { selector: 'ExportAllDeclaration', message: 'Export by name, from the file itself.' },
    { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  ],
  'no-warning-comments': ['error', { terms: ['fixme', 'xxx'] }],
  eqeqeq: 'error',
});

export default ts.config(
  {
    ignores: ['.svelte-kit/', 'build/', 'src/lib/messages/', 'src/lib/participantMessages/', 'node_modules/', 'data/'],
  },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } }, rules: house },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: ['.svelte'] } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'no-undef': 'off',
      // Plain maps and sets are meant: they are replaced whole in `$state.raw`, or nothing on screen depends on them.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  { files: ['**/*.ts'], rules: { 'no-undef': 'off' } },
  {
    // Time, chance and the environment are handed in: each has one home.
    files: ['src/lib/domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'fetch', 'window', 'document', 'process'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is handed in (Surroundings).' },
        { object: 'Math', property: 'random', message: 'Chance is handed in.' },
      ],
    },
  },
  {
    // Tests may be long tables; a build config has a default export by its tool's rules.
    files: ['**/*.test.ts', 'tests/**/*.ts', '*.config.{js,ts}', '*.cjs', 'tests/**/*.config.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-params': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
);
