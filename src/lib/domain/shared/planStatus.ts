/** How an action of a plan stands. `dropped` is a decision, and needs its reason. */
export const PLAN_STATUSES = ['notStarted', 'onTrack', 'atRisk', 'blocked', 'done', 'dropped'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** Whether what a stranger sent is one of them. */
export function isPlanStatus(value: unknown): value is PlanStatus {
  return PLAN_STATUSES.some((status) => status === value);
}
