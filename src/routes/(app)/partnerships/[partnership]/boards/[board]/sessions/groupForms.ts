import type { Actor } from '$lib/domain/access/actor';
import { text } from '../../../../../../answers';

interface Address {
  board: string;
  session: string;
}
type Ask<More = object> = (actor: Actor, slug: string, asked: Address & More) => Promise<void>;

/** What is asked of groups, and of the places where they work. */
interface Groups {
  make: Ask<{ how: string; count: number; known: string }>;
  move: Ask<{ person: string; group: string }>;
  rename: Ask<{ group: string; name: string }>;
  choose: Ask<{ group: string; zone: string }>;
  callBack: Ask<{ began: string }>;
  sendOut: Ask<{ began: string }>;
}
interface Places {
  makeZones: Ask<{ step: string }>;
  makeBoards: Ask<{ step: string }>;
  gather: Ask;
}

/** What a facilitator does about groups, as a form says it. What is no command changes nothing. */
export function groupWork({ groups, places }: { groups: Groups; places: Places }, form: FormData): Ask {
  const field = (name: string) => text(form, name);
  const [group, step, began] = [field('group'), field('step'), field('began')];
  const count = field('count').trim() === '' ? NaN : Number(field('count'));
  const work: Record<string, Ask> = {
    make: (actor, slug, at) => groups.make(actor, slug, { ...at, how: field('how'), count, known: field('known') }),
    move: (actor, slug, at) => groups.move(actor, slug, { ...at, group, person: field('person') }),
    rename: (actor, slug, at) => groups.rename(actor, slug, { ...at, group, name: field('name') }),
    choose: (actor, slug, at) => groups.choose(actor, slug, { ...at, group, zone: field('zone') }),
    back: (actor, slug, at) => groups.callBack(actor, slug, { ...at, began }),
    out: (actor, slug, at) => groups.sendOut(actor, slug, { ...at, began }),
    zones: (actor, slug, at) => places.makeZones(actor, slug, { ...at, step }),
    boards: (actor, slug, at) => places.makeBoards(actor, slug, { ...at, step }),
    gather: (actor, slug, at) => places.gather(actor, slug, at),
  };
  return new Map(Object.entries(work)).get(field('is')) ?? (async () => undefined);
}
