import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: {
    // Five signs tell some hundred components apart as well as a dozen do, and stand in every element of a page.
    cssHash: ({ hash, filename, css }) => `s-${hash(filename ?? css).slice(0, 5)}`,
  },
  kit: {
    adapter: adapter({ out: 'build', precompress: true }),
    // A page comes without the list of all pages, which grows with each of them: it asks where a link leads.
    router: { resolution: 'server' },
    alias: { $lib: 'src/lib' },
    csp: {
      mode: 'nonce',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        // Svelte sets styles from script; style attributes in the first HTML need this.
        'style-src': ['self', 'unsafe-inline'],
        // What a page makes itself (`blob:`) is shown before it is sent.
        'img-src': ['self', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'frame-ancestors': ['none'],
      },
    },
    typescript: {
      config: (config) => ({
        ...config,
        include: [...config.include, '../server/**/*.ts', '../tests/**/*.ts', '../*.config.ts', '../*.config.js'],
      }),
    },
  },
};
