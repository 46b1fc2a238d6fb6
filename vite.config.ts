import { resolve } from 'node:path';
import { compile, paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

/** What so many pages have in common is one file. More than the views of a board, whose code no other page loads. */
const COMMON_TO = 5;
/** What runs and makes up all pages. Not what boards are made of, nor what lists of them are: the others go without. */
const OF_ALL =
  /src.lib.(?!board.|features.|domain.(sessions|boards|shared.day)|protocol|messages.messages|sync|ui.(dates|form|goOn|whileSeen|TextArea|ListTable|EmptyState|Avatar|Shape|initials))|lucide|preload-helper|node_modules.(svelte|@sveltejs|devalue|esm-env)/;

/** Without it every page loads some forty files of a few lines each, which pack badly and are asked for one by one. */
const fewFiles: Plugin = {
  name: 'few-files',
  applyToEnvironment: ({ name }) => name === 'client',
  outputOptions: (options) => ({
    ...options,
    codeSplitting: { groups: [{ name: 'common', test: OF_ALL, minShareCount: COMMON_TO }] },
  }),
};

/**
 * Participants' words, in several languages: a catalogue of its own, so that no other page carries it. Each language is
 * one module of functions that ask nobody which language it is.
 */
const participantMessages: Plugin = {
  name: 'participant-messages',
  async buildStart() {
    this.addWatchFile(resolve('messages/participants'));
    await compileParticipantMessages();
  },
  watchChange: (id) => (id.includes('/messages/participants/') ? compileParticipantMessages() : undefined),
};

async function compileParticipantMessages(): Promise<void> {
  const outdir = './src/lib/participantMessages';
  await compile({ project: './participants.inlang', outdir, outputStructure: 'locale-modules' });
}

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

/**
 * What is loaded later brings its styles along, but for those that every page has, and asks for the scripts it shares by itself: they are there already,
 * and naming each of them in every place that loads something later took more than a kilobyte.
 */
const stylesOnly = (_: string, files: string[], { hostType }: { hostType: 'html' | 'js' }): string[] =>
  hostType === 'js' ? files.filter((file) => file.endsWith('.css') && !file.includes('/common.')) : files;

export default defineConfig({
  build: { modulePreload: { resolveDependencies: stylesOnly } },
  plugins: [
    paraglideVitePlugin({ project: './project.inlang', outdir: './src/lib/messages', strategy: ['baseLocale'] }),
    participantMessages,
    plainMessages,
    noChoosing,
    unaskedFor,
    noChannel,
    sveltekit(),
    fewFiles,
  ],
});
