// The one plain-JavaScript entry: it runs on any Node from 20.19, makes sure that everything is installed and built,
// and goes on with the Node this project pins, which runs the TypeScript of the server as it is.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const NODE = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
/** The bench brings other servers along to compare with: a package of its own, installed only for it. */
const BENCH = join(ROOT, 'tests', 'bench');
const OLDEST = [20, 19];
/** What the built pages depend on. */
const PROJECTS = ['project.inlang/settings.json', 'participants.inlang/settings.json'];
const SOURCES = ['src', 'static', 'messages', ...PROJECTS, 'package-lock.json'];
const SETTINGS = ['svelte.config.js', 'vite.config.ts', 'tsconfig.json'];
const MADE = ['messages', 'participantMessages'].map((name) => join('src', 'lib', name));
const STAMP = join(ROOT, 'build', '.made-from');

const tasks = {
  start: () => goOn(['server/main.ts'], { build: true }),
  dev: () => goOn(['server/main.ts', '--dev'], { build: false }),
  test: () => goOn(['tests/run.ts', ...process.argv.slice(3)], { build: false }),
  cli: () => goOn(['server/cli/cli.ts', ...process.argv.slice(3)], { build: false }),
  bench: () => {
    if (!isInstalled(BENCH)) install(BENCH, ['--omit=optional', '--ignore-scripts']);
    goOn(['tests/bench/run.ts', ...process.argv.slice(3)], { build: true });
  },
};

const task = tasks[process.argv[2] ?? ''];
if (!task) fail(`Say what to do: ${Object.keys(tasks).join(', ')}.`);
if (isTooOld(process.versions.node)) {
  fail(
    `Throughline needs Node ${OLDEST.join('.')} or newer, and this is ${process.versions.node}. Install it from nodejs.org.`,
  );
}
task();

function goOn(args, { build }) {
  if (!isInstalled(ROOT) || !existsSync(NODE)) {
    install(ROOT, ['--include=dev']);
    if (!existsSync(NODE)) fail('npm did not install the Node this needs. Allow install scripts, and start again.');
  }
  if (build && !isBuilt()) makeBuild();
  // The channel tells the child when this process is gone, however it went.
  const child = spawn(NODE, args, { cwd: ROOT, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: process.env });
  // The child ends in its own time and we end after it. A terminal sends Ctrl-C to both; a second one does no harm.
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`Node could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)));
}

function isTooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

/** Whether a package's node_modules holds what its lock file asks for, by npm's own record of what it installed. */
function isInstalled(folder) {
  const record = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  const there = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || there[path]?.version === entry.version,
  );
}

function install(folder, options) {
  say('Installing what is missing. This takes about a minute, once.');
  run('npm', ['ci', ...options, '--no-audit', '--no-fund', '--loglevel=error'], {
    folder,
    words: 'Installing failed. Are you online?',
  });
}

function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

function makeBuild() {
  say('Building the pages. This takes about half a minute, and is done again only when they change.');
  const madeFrom = fingerprint(); // before: what changes during the build is not in it
  run(NODE, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    quiet: true,
    words: 'The pages could not be built.',
  });
  writeFileSync(STAMP, madeFrom);
}

/** What comes out goes to standard error, since standard output belongs to the command; quiet work speaks only when it fails. */
function run(command, args, { folder = ROOT, quiet = false, words }) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  if (quiet) process.stderr.write(Buffer.concat([stdout ?? Buffer.of(), stderr ?? Buffer.of()]));
  fail(words);
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [...SOURCES, ...SETTINGS].flatMap((name) => filesIn(join(ROOT, name)))) {
    hash.update(relative(ROOT, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  // The catalogues' code is made from messages/, which is counted already.
  if (MADE.includes(relative(ROOT, path))) return [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

function say(words) {
  process.stderr.write(`${words}\n`);
}

function fail(words) {
  say(words);
  process.exit(1);
}
