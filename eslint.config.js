import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const syntax = {
  enums: { selector: 'TSEnumDeclaration', message: 'Use a union of strings: the compiler counts its cases.' },
  defaultExports: {
    selector: 'ExportDefaultDeclaration',
    message: 'Name what you export; the file is called like it.',
  },
  manyParameters: {
    selector: 'ExportNamedDeclaration > FunctionDeclaration[params.length>4]',
    message: 'Two or three parameters; more is an object with names.',
  },
  exportStars: { selector: 'ExportAllDeclaration', message: 'Import from the file that defines the thing.' },
};

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', 'test/bench/results/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vite.config.ts', 'vitest.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // What comes from outside may hold control characters, and a gateway looks for them.
      'no-control-regex': 'off',
      // A schema and the type it yields share one name.
      '@typescript-eslint/no-redeclare': 'off',
      'no-redeclare': 'off',
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use node:crypto; what is random here is often a secret.' },
        { object: 'URL', property: 'canParse', message: 'It is wrong on Node 20; use isUrl of shared/text.' },
      ],
      'no-restricted-syntax': ['error', ...Object.values(syntax)],
    },
  },
  {
    // Vite and Vitest read the default export of their configuration.
    files: ['vite.config.ts', 'vitest.config.ts'],
    rules: { 'no-restricted-syntax': ['error', syntax.enums, syntax.exportStars] },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'Buffer', 'URL', 'fetch', 'performance', 'setTimeout', 'clearTimeout', 'setInterval']
          .concat(['clearInterval', 'setImmediate', 'AbortSignal', 'AbortController', 'module', 'require'])
          .map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] },
  },
);
