/** Runs something now and whenever what it read has changed. */
export function effectRoot(run: () => void): void {
  $effect.root(() => {
    $effect(run);
  });
}
