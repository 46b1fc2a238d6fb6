import { boardMutations } from './boardMutations.ts';
import { groupMutations } from './groupMutations.ts';
import { daysMutations } from './daysMutations.ts';
import { heldMutations } from './heldMutations.ts';
import { httpMutations } from './httpMutations.ts';
import { identifierMutations } from './identifierMutations.ts';
import type { Mutation } from './mutation.ts';
import { sensitiveMutations } from './sensitiveMutations.ts';
import { outcomeMutations } from './outcomeMutations.ts';
import { sensemakingMutations } from './sensemakingMutations.ts';
import { sessionMutations } from './sessionMutations.ts';
import { tableMutations } from './tableMutations.ts';
import { syncMutations } from './syncMutations.ts';
import { takenOffMutations } from './takenOffMutations.ts';
import { togetherMutations } from './togetherMutations.ts';

export const mutations: readonly Mutation[] = [
  ...syncMutations,
  ...httpMutations,
  ...boardMutations,
  ...sensitiveMutations,
  ...heldMutations,
  ...takenOffMutations,
  ...identifierMutations,
  ...togetherMutations,
  ...outcomeMutations,
  ...sessionMutations,
  ...tableMutations,
  ...groupMutations,
  ...sensemakingMutations,
  ...daysMutations,
];
