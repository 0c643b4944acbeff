import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['**/node_modules', '**/dist', '**/generated', '.docket']),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    // With types: a promise that nobody waits for is the fault that this code can least afford.
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An async function without await is how a port's method says that it may be asynchronous.
      '@typescript-eslint/require-await': 'off',
      // A handler may be an async function: React and Mantine ignore what it returns.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, arguments: false } }],
      // What has methods here is made by functions and knows no `this`: taking it apart is fine.
      '@typescript-eslint/unbound-method': 'off',
      // Both compare or print what came from outside as text, on purpose.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      // TypeScript knows these better.
      'no-undef': 'off',
    },
  },
  {
    files: ['client/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    // The rest of the plugin's rules are the React compiler's, which we do not use.
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['test/**/*.ts', '**/*.test.{ts,tsx}'],
    rules: {
      // Vitest reads a fixture's first parameter to learn what it needs: nothing is `{}`.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      // `expect.any(…)`, and answers whose shape is what the test asserts.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        module: 'writable',
      },
    },
  },
);
