import type { Command } from '../command.ts';

export const personList: Command = {
  name: 'person list',
  usage: 'person list',
  about: 'Lists all accounts: email, name, organisation, last sign-in, and whether it is switched off.',
  options: {},
  async run(_input, { app }) {
    const { entries } = await app.services.register.people('', Number.MAX_SAFE_INTEGER - 1);
    return table(
      ['Email', 'Name', 'Organisation', 'Last sign-in', ''],
      entries.map(({ email, name, organisation, lastSignInAt, operator, disabledAt }) => [
        ...[email, name, organisation, lastSignInAt ?? 'never'],
        [operator ? 'operator' : '', disabledAt ? 'switched off' : ''].filter(Boolean).join(', '),
      ]),
    );
  },
};

export const organisationList: Command = {
  name: 'organisation list',
  usage: 'organisation list',
  about: 'Lists all organisations: name, kind, and how many people and partnerships they have.',
  options: {},
  async run(_input, { app }) {
    const entries = await app.services.register.organisations();
    return table(
      ['Name', 'Kind', 'People', 'Partnerships'],
      entries.map(({ name, kind, people, partnerships }) => [name, kind, String(people), String(partnerships)]),
    );
  },
};

export const partnershipList: Command = {
  name: 'partnership list',
  usage: 'partnership list',
  about: 'Lists all partnerships: short name, name, organisations, people, conveners, and how many boards.',
  options: {},
  async run(_input, { app }) {
    const entries = await app.services.register.partnerships();
    return table(
      ['Short name', 'Name', 'Organisations', 'People', 'Conveners', 'Boards'],
      entries.map(({ slug, name, organisations, people, conveners, boards }) => [
        ...[slug, name, organisations.join('; '), String(people), conveners.join('; '), String(boards)],
      ]),
    );
  },
};

/** Columns that stand under one another. A name keeps to its line, whatever is in it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((cells) => cells.map((cell) => cell.replace(/\p{Cc}/gu, ' ')));
  const widths = head.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}
