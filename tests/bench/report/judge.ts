export type Verdict = 'holds' | 'does not hold' | 'void' | 'not measured';

export function judge(holds: boolean, { isKnown, isVoid }: { isKnown: boolean; isVoid: boolean }): Verdict {
  if (!isKnown) return 'not measured';
  if (isVoid) return 'void';
  return holds ? 'holds' : 'does not hold';
}
