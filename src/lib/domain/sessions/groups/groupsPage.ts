import type { VoterKind } from '../votes/voterGroup.ts';
import type { Grouping } from './group.ts';

/** Somebody in a group, as who runs the session sees them. */
export interface PersonInGroup {
  id: string;
  name: string;
  kind: VoterKind;
  isGuest: boolean;
}

/** Groups as who runs the session sees and changes them. */
export interface GroupsPage {
  how: Grouping;
  /** Which making of them this is; empty before the first. */
  made: string;
  groups: readonly {
    id: string;
    name: string;
    /** Id of its own board. */
    board: string | null;
    /** The zone that was chosen for it by hand; empty where none was. */
    zone: string;
    people: readonly PersonInGroup[];
  }[];
  /** Those who are there, or were taken out, and are in none. */
  outside: readonly PersonInGroup[];
  /** In how many groups at most each would hold education and health. */
  mostMixed: number;
  /** Zones of the session's board. */
  zones: readonly { id: string; title: string }[];
}
