import { publicUrl } from '../../config/config.ts';
import type { App } from '../../app.ts';
import type { Command } from '../command.ts';
import { CommandError, given, needed } from '../command.ts';

export const boardCreate: Command = {
  name: 'board create',
  usage: 'board create --partnership SLUG --title TITLE [--template ID] [--json]',
  about: 'Makes a board, blank or from a template, and prints its address.',
  options: { partnership: 'word', title: 'word', template: 'word', json: 'switch' },
  async run(input, { app }) {
    const { people, maker, templates } = app.services;
    const slug = needed(input, 'partnership');
    const partnership = await people.mustExist(slug);
    const title = needed(input, 'title');
    const template = given(input, 'template') ?? null;
    if (template !== null && !templates.get(template)) {
      const known = templates.list().map(({ id }) => id);
      throw new CommandError(`There is no template "${template}". There are: ${known.join(', ')}.`);
    }
    const { id } = await maker.create({ partnershipId: partnership.id, title, template, by: null });
    const url = boardUrl(app, slug, id);
    return input.options['json'] ? JSON.stringify({ id, url, title }) : url;
  },
};

/** Where a board's page is. */
export function boardUrl({ config }: App, slug: string, id: string): string {
  return `${publicUrl(config)}/partnerships/${slug}/boards/${id}`;
}
