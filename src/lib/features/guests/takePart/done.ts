/** What a form did before its page came. */
export const DONE = ['added', 'kept', 'changed', 'removed', 'shown', 'voted'] as const;
export type Done = (typeof DONE)[number];
