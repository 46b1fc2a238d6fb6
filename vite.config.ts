import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

/** What so many pages have in common is one file. More than the views of a board, whose code no other page loads. */
const COMMON_TO = 5;
/** What runs and makes up all pages. Not what boards are made of, nor what lists of them are: the others go without. */
const OF_ALL =
  /src.lib.(?!board.|features.|ui.(dates|form))|lucide|preload-helper|node_modules.(svelte|@sveltejs|devalue|esm-env)/;

/** Without it every page loads some forty files of a few lines each, which pack badly and are asked for one by one. */
const fewFiles: Plugin = {
  name: 'few-files',
  applyToEnvironment: ({ name }) => name === 'client',
  outputOptions: (options) => ({
    ...options,
    codeSplitting: { groups: [{ name: 'common', test: OF_ALL, minShareCount: COMMON_TO }] },
  }),
};

/** How a message chooses the only language there is. With a second language messages do not look like this any more. */
const ONLY_CHOICE =
  /(const \w+ = )\/\*\* @type .*\n\texperimentalStaticLocale \?\? options\.locale \?\? getLocale\(\)\n\treturn (\w+)\(inputs\)\n\}\);?/;

/** Choosing it anew is a fifth of what all the messages of a page take: a message is just the function that says it. */
const plainMessages: Plugin = {
  name: 'plain-messages',
  apply: 'build',
  transform: {
    filter: { id: /\/src\/lib\/messages\/messages\/\w+\.js$/ },
    handler: (code) => ({ code: code.replace(ONLY_CHOICE, '$1$2;'), map: null }),
  },
};

/** What chooses a language, and is not asked any more. */
const noChoosing: Plugin = {
  name: 'no-choosing',
  apply: 'build',
  transform: {
    filter: { id: /\/src\/lib\/messages\/runtime\.js$/ },
    handler: (code) => ({ code, map: null, moduleSideEffects: false }),
  },
};

/** Makes four things nobody here asks for, from a module that would be dropped whole but for them. */
const unaskedFor: Plugin = {
  name: 'unasked-for',
  apply: 'build',
  transform: {
    filter: { id: /\/node_modules\/lib0\/dom\.js$/ },
    handler: (code) => ({ code: code.replaceAll('= $.$custom(', '= /* @__PURE__ */ $.$custom('), map: null }),
  },
};

/** How tabs of one browser would speak past the server. Ours never do (`disableBc`), so nothing calls it. */
const noChannel: Plugin = {
  name: 'no-channel',
  apply: 'build',
  transform: {
    filter: { id: /\/node_modules\/lib0\/broadcastchannel\.js$/ },
    handler: () => ({
      code: 'export const subscribe = () => {}, unsubscribe = subscribe, publish = subscribe;',
      map: null,
    }),
  },
};

export default defineConfig({
  plugins: [
    paraglideVitePlugin({ project: './project.inlang', outdir: './src/lib/messages', strategy: ['baseLocale'] }),
    plainMessages,
    noChoosing,
    unaskedFor,
    noChannel,
    sveltekit(),
    fewFiles,
  ],
});
