import { boardMutations } from './boardMutations.ts';
import { httpMutations } from './httpMutations.ts';
import type { Mutation } from './mutation.ts';
import { sensitiveMutations } from './sensitiveMutations.ts';
import { syncMutations } from './syncMutations.ts';

export const mutations: readonly Mutation[] = [
  ...syncMutations,
  ...httpMutations,
  ...boardMutations,
  ...sensitiveMutations,
];
