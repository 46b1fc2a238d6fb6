import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';

/** The machine and the versions, in one line each. */
export function describeMachine(): string[] {
  const cores = cpus();
  return [
    `${cores.length} cores (${cores[0]?.model.trim() || 'unknown model'}), ${Math.round(totalmem() / 1e9)} GB of memory, ${type()} ${release()}`,
    `Node ${process.versions.node}; ${versions().join(', ')}`,
  ];
}

function versions(): string[] {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
}
