import { summaryMarkdown } from '$lib/domain/summaries/summaryMarkdown';
import { shown } from '../../../../../../../../answers';
import { summaryLabels } from '../summary/summaryLabels';
import type { RequestHandler } from './$types';

/** The summary as Markdown, to be taken along. */
export const GET: RequestHandler = async ({ locals: { app, actor }, params: { partnership, board, session } }) => {
  const { summary } = await shown(app.services.sessionSummaries.page(actor, partnership, { board, session }));
  return new Response(summaryMarkdown(summary, summaryLabels()), {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': 'attachment; filename="summary.md"',
    },
  });
};
