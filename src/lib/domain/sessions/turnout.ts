import type { VoterGroup, VoterKind } from './votes/voterGroup.ts';
import { toldApart } from './votes/voterGroup.ts';

/** How many of those who were invited have been there in the step that is open: counts, and nobody's name. */
export interface Turnout {
  invited: number;
  there: number;
  /** Told apart as votes are; empty where all would be one group. */
  groups: readonly { of: readonly VoterGroup[]; invited: number; there: number }[];
}

export function turnoutOf(people: readonly { kind: VoterKind; wasThere: boolean }[]): Turnout {
  const sizes = new Map<VoterGroup, number>();
  for (const { kind } of people) sizes.set(kind, (sizes.get(kind) ?? 0) + 1);
  const there = (of: readonly VoterGroup[]) =>
    people.filter(({ kind, wasThere }) => wasThere && of.includes(kind)).length;
  const groups = toldApart(sizes).map(({ of, voters }) => ({ of, invited: voters, there: there(of) }));
  return {
    ...{ invited: people.length, there: people.filter(({ wasThere }) => wasThere).length },
    groups: groups.length < 2 ? [] : groups,
  };
}
