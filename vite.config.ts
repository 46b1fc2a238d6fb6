import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    paraglideVitePlugin({ project: './project.inlang', outdir: './src/lib/messages', strategy: ['baseLocale'] }),
    sveltekit(),
  ],
  test: {
    include: [
      'src/**/*.test.ts',
      'server/**/*.test.ts',
      'tests/{architecture,contracts,http,sync,torture}/**/*.test.ts',
    ],
  },
});
