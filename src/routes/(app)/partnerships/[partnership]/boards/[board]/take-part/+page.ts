import { votesHere } from '$lib/features/guests/takePart/votesHere';
import { wordsIn } from '$lib/features/guests/words';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({
  ...data,
  words: await wordsIn(data.reading),
  // With the page where there is a vote, so that it can be taken part in without a script.
  voteHere: data.board.session?.ballot ? await votesHere() : null,
});
