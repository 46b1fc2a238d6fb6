import { openApp } from '../app.ts';
import { readConfig } from '../config/config.ts';
import { SILENT } from '../log/log.ts';
import { sentenceFor } from '../refusals.ts';
import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { askServer } from './askServer.ts';
import { CommandError } from './command.ts';
import { COMMANDS, readCommand } from './commands.ts';
import { runCommand, wordsFor } from './control.ts';
import { restore } from './restore.ts';

await main(process.argv.slice(2))
  .then((words) => process.stdout.write(`${words}\n`))
  .catch((error: unknown) => {
    const ours = error instanceof CommandError || isDomainError(error);
    process.stderr.write(`${ours ? wordsFor(error) : sentenceFor(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => process.connected && process.disconnect());

async function main(args: readonly string[]): Promise<string> {
  const [first, file] = args;
  if (first === undefined || first === 'help' || first === '--help') return help();
  const config = readConfig(process.env);
  if (first === 'restore') {
    if (!file) throw new CommandError('Say which back-up to restore, such as backup.tar.gz.');
    return restore(file, config);
  }
  readCommand(args);
  const answer = await askServer(config.dataDir, args);
  if (answer?.ok) return answer.words;
  if (answer) throw new CommandError(answer.words);
  const app = await openApp(config, SILENT);
  try {
    return await runCommand(args, { app, cwd: process.cwd() });
  } finally {
    await app.close();
  }
}

function help(): string {
  const lines = COMMANDS.flatMap(({ usage, about }) => [`  ${usage}`, `      ${about}`]);
  return [
    'npm run cli -- COMMAND',
    '',
    'Beside a running server a command goes to it; without one it opens the data folder (DATA_DIR) itself.',
    '',
    ...lines,
    '  restore FILE',
    '      Puts a back-up in the place of the data folder. End the server first.',
    '  help',
    '      Lists the commands.',
  ].join('\n');
}
