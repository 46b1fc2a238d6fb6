import type { Mutation } from './mutation.ts';

const HTTP = 'server/sync/transports';
const TRANSPORT = 'tests/sync/httpTransport.test.ts';
const LIMITS = 'tests/sync/httpLimits.test.ts';

export const httpMutations: readonly Mutation[] = [
  {
    law: 'S30',
    name: 'over a line nobody asks which generation a copy is of',
    file: `${HTTP}/httpLine.ts`,
    find: 'receive({ channel, ...call, cookie });',
    replace: 'receive({ channel, ...call, generation: null, cookie });',
    tests: [TRANSPORT],
  },
  {
    law: 'S31',
    name: 'a post that comes again is applied again',
    file: `${HTTP}/httpPosts.ts`,
    find: "if (number <= this.#last) return { is: 'before' };",
    replace: '',
    tests: [TRANSPORT],
  },
  {
    law: 'S32',
    name: 'an older reader reads on beside a newer one',
    file: `${HTTP}/httpLine.ts`,
    find: 'this.#reader?.stop();\n    const told',
    replace: 'const told',
    tests: [TRANSPORT],
  },
  {
    law: 'S33',
    name: 'who knows the name of a line may use it',
    file: `${HTTP}/httpTransport.ts`,
    find: 'if (this.#options.door.namedSignIn(request.headers.cookie) !== line.signIn) return answer(response, 403);',
    replace: '',
    tests: [TRANSPORT],
  },
  {
    law: 'S34',
    name: 'a line outlives a malformed post',
    file: `${HTTP}/httpLine.ts`,
    find: "if (!(error instanceof MalformedLine)) throw error;\n      this.end('badMessage');",
    replace: 'if (!(error instanceof MalformedLine)) throw error;',
    tests: [TRANSPORT],
  },
  {
    law: 'S35',
    name: 'what has not arrived counts as sent',
    file: `${HTTP}/httpLine.ts`,
    find: 'return this.#outbox.bytes;',
    replace: 'return 0;',
    tests: [LIMITS],
  },
  {
    law: 'S36',
    name: 'posts are answered whether there is room or not',
    file: `${HTTP}/httpTransport.ts`,
    find: 'await line.isReadyForMore(response);',
    replace: '',
    tests: [LIMITS],
  },
  {
    law: 'S37',
    name: 'a line that nobody reads stays',
    file: `${HTTP}/httpLine.ts`,
    find: 'else this.#disuse ??= setTimeout(() => this.drop(), this.#options.limits.httpUnreadMs).unref();',
    replace: '',
    tests: [LIMITS],
  },
  {
    law: 'S38',
    name: 'a sign-in may have any number of lines',
    file: `${HTTP}/httpTransport.ts`,
    find: 'if (own.length < this.#options.limits.httpLinesPerSignIn) return true;',
    replace: 'if (own.length < Infinity) return true;',
    tests: [LIMITS],
  },
  {
    law: 'S39',
    name: 'a line ends without a word',
    file: `${HTTP}/httpLine.ts`,
    find: 'this.#reader?.finish();',
    replace: 'this.#reader?.stop();',
    tests: [LIMITS],
  },
];
