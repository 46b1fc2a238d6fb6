/**
 * Runs the long tests at full size, which takes about half an hour. `node tests/torture.ts storm kill` runs only the
 * files whose names hold one of these words.
 */
import { exitCodeOf } from './run/runTool.ts';

const wanted = process.argv.slice(2);
const files = wanted.length > 0 ? wanted : ['tests/torture/', 'tests/sync/weight.test.ts'];
process.exitCode = await exitCodeOf('vitest', ['run', '--project', 'unit', '--no-file-parallelism', ...files], {
  TORTURE: 'full',
});
