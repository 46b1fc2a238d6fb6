import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Apart from vite.config.ts: tests of rules and of the server need no pages, and start faster without them. */
export default defineConfig({
  plugins: [svelte()],
  resolve: {
    alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) },
    conditions: ['browser'],
  },
  test: {
    // Two busy cores and a disk that is asked to keep every write: slow is not wrong.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.ts',
            'server/**/*.test.ts',
            'tests/{architecture,contracts,services,sync,torture}/**/*.test.ts',
          ],
        },
      },
      // These run the whole server with its pages as they were built, so they come after the build.
      {
        extends: true,
        test: { name: 'http', include: ['tests/http/**/*.test.ts'], server: { deps: { external: [/\/build\//] } } },
      },
    ],
  },
});
