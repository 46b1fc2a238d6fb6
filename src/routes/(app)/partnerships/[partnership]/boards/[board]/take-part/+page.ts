import { groupsHere } from '$lib/features/guests/takePart/groupsHere';
import { seatBar, tableStart } from '$lib/features/guests/takePart/seatHere';
import { votesHere } from '$lib/features/guests/takePart/votesHere';
import { wordsIn } from '$lib/features/guests/words';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({
  ...data,
  words: await wordsIn(data.reading),
  SeatBar: data.board.seat ? await seatBar() : null,
  TableStart: data.board.table ? await tableStart() : null,
  // With the page where there is a vote, so that it can be taken part in without a script.
  groupHere: data.board.session?.groups ? await groupsHere() : null,
  voteHere: data.board.session?.ballot ? await votesHere() : null,
});
