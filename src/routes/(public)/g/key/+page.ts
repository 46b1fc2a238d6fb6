import { wordsIn } from '$lib/features/guests/words';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({ ...data, words: await wordsIn(data.reading) });
