// Mirrors section 2 of the house style. Every comment says what to do instead.
const test = '\\.test\\.ts$';
const lib = (...names) => `^src/lib/(${names.join('|')})/`;
const srv = (...names) => `^server/(${names.join('|')})/`;
/** Files under `from` may import, of our own code, only what matches one of `to`. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: test },
  to: { path: '^(src|server)/', pathNot: to.join('|') },
});
/** Only files matching `keeper` may import the library. */
const oneDoor = (name, library, keeper, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(src|server)/', pathNot: `${keeper}|${test}` },
  to: { path: `node_modules/(${library})/` },
});
module.exports = {
  forbidden: [
    only(
      'domain',
      lib('domain'),
      [lib('domain')],
      'The domain knows rules only: take what you need as data, or move the I/O to server/services.',
    ),
    {
      name: 'domain-without-io',
      severity: 'error',
      comment: 'No I/O or framework in the domain; yjs only in domain/boards and domain/plans.',
      from: { path: lib('domain'), pathNot: test },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer', 'unknown', 'undetermined'],
        pathNot: 'node_modules/(yjs|fractional-indexing|valibot)/',
      },
    },
    only(
      'protocol',
      lib('protocol'),
      [lib('protocol', 'domain')],
      'The wire format may name domain types and nothing else.',
    ),
    only(
      'sync-browser',
      lib('sync'),
      [lib('sync', 'protocol', 'domain')],
      'The browser end of sync has no page, board or component in it.',
    ),
    only('ui', lib('ui'), [lib('ui')], 'ui/ knows no noun: a component that does belongs in features/<noun>/.'),
    only(
      'board',
      lib('board'),
      [lib('board', 'sync', 'ui', 'protocol', 'domain')],
      'The editor takes features in as snippets.',
    ),
    only(
      'features',
      lib('features'),
      [lib('features', 'sync', 'ui', 'protocol', 'domain')],
      'A feature shows domain data; it reaches neither the board nor the server.',
    ),
    {
      name: 'features-apart',
      severity: 'error',
      comment: 'Compose the two in a route, or take one in as a snippet.',
      from: { path: '^src/lib/features/([^/]+)/' },
      to: { path: '^src/lib/features/', pathNot: '^src/lib/features/$1/' },
    },
    {
      name: 'server-by-hand-over',
      severity: 'error',
      comment: 'Use locals.app; only hooks.server.ts takes the App. Types may be imported.',
      from: { path: '^src/', pathNot: '^src/hooks\\.server\\.ts$' },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'hooks-take-the-app-only',
      severity: 'error',
      comment: 'hooks.server.ts may take the App from handoff.ts; anything more opens a second database.',
      from: { path: '^src/hooks\\.server\\.ts$' },
      to: { path: '^server/', pathNot: '^server/handoff\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-types-in-server-files',
      severity: 'error',
      comment: 'A type that pages need belongs in src/lib/domain.',
      from: { path: '^src/', pathNot: '(\\.server\\.ts|\\+server\\.ts|^src/app\\.d\\.ts)$' },
      to: { path: '^server/' },
    },
    only(
      'server-without-ui',
      '^server/',
      ['^server/', lib('domain', 'protocol')],
      'The server may use the domain and the wire format, never screens.',
    ),
    ...['config', 'log', 'metrics'].map((part) =>
      only(part, srv(part), [srv(part), lib('domain')], 'Pass values in; this folder sits under everything.'),
    ),
    only(
      'storage',
      srv('storage'),
      [srv('storage', 'config', 'log'), lib('domain')],
      'Storage knows tables and rows, not use cases or the wire.',
    ),
    ...['events', 'documents', 'mail'].map((part) =>
      only(
        part,
        srv(part),
        [srv(part, 'config', 'log', 'metrics'), lib('domain')],
        'Carry the data along; do not look it up here.',
      ),
    ),
    only(
      'auth',
      srv('auth'),
      [srv('auth', 'storage', 'events', 'mail', 'config', 'log', 'metrics'), lib('domain', 'protocol')],
      'auth says who someone is; what they may do is domain/access.',
    ),
    only(
      'exports',
      srv('exports'),
      [srv('exports', 'config', 'log'), lib('domain')],
      'Writes files from what domain/exports decided.',
    ),
    only(
      'services',
      srv('services'),
      [
        srv('services', 'auth', 'storage', 'exports', 'documents', 'events', 'mail', 'config', 'log', 'metrics'),
        lib('domain', 'protocol'),
      ],
      'Publish an event; sync listens in server/events.',
    ),
    only(
      'sync-server',
      srv('sync'),
      [
        srv('sync', 'auth', 'storage', 'documents', 'events', 'mail', 'config', 'log', 'metrics'),
        lib('domain', 'protocol'),
      ],
      'Listen to an event, or move the shared part to storage or domain.',
    ),
    {
      name: 'app-is-the-root',
      severity: 'error',
      comment: 'Take what you need as an argument; app.ts hands it over.',
      from: { path: '^server/', pathNot: '^server/(main|cli/.*|handoff|app)\\.ts$|\\.test\\.ts$' },
      to: { path: '^server/(app|main|handoff)\\.ts$' },
    },
    oneDoor(
      'one-door-drivers',
      'better-sqlite3|pg',
      '^server/storage/dialects/',
      'Drivers are opened in storage/dialects only.',
    ),
    oneDoor(
      'one-door-lucia',
      'lucia|@lucia-auth',
      '^server/auth/signIns\\.ts$',
      'Only auth/signIns.ts talks to lucia, so it can be replaced in one file.',
    ),
    oneDoor(
      'one-door-calendars',
      'ical-generator',
      '^server/mail/calendarFile\\.ts$',
      'Only mail/calendarFile.ts writes for calendars: hand it what stands in the entry.',
    ),
    oneDoor(
      'one-door-passkeys',
      '@simplewebauthn/server',
      '^server/auth/webAuthn\\.ts$',
      'Only auth/webAuthn.ts knows how passkeys are checked.',
    ),
    oneDoor(
      'one-door-openid',
      'openid-client',
      '^server/auth/openId\\.ts$',
      'Only auth/openId.ts knows how providers are asked.',
    ),
    oneDoor(
      'one-door-yjs',
      'yjs|y-protocols',
      '^(src/lib/domain/(boards|plans)|src/lib/sync|server/sync)/',
      'Touch document content through BoardDoc or PlanDoc.',
    ),
    oneDoor(
      'one-door-lib0',
      'lib0',
      '^(src/lib/domain/(boards|plans)|src/lib/(sync|protocol)|server/sync)/',
      'Encoding belongs to the protocol.',
    ),
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Move the shared part down a line.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-folder-cycles',
      severity: 'error',
      scope: 'folder',
      comment: 'Two nouns that need each other are one noun, or hide a third.',
      from: { path: '^(src/lib/domain|server)/([^/]+)$' },
      to: { circular: true, pathNot: '^$1/$2/|^tests/' }, // tests reach back for their builders
    },
    {
      name: 'no-test-code',
      severity: 'error',
      comment: 'Test helpers stay in tests/support.',
      from: { path: '^(src|server)/', pathNot: test },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify', // sees type-only imports and tells them apart
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default'],
    },
  },
};
