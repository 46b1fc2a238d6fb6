/** Whether things are to change at once instead of moving: chosen here, or in the system. */
export function wantsLessMotion(): boolean {
  return (
    document.documentElement.dataset['motion'] === 'reduced' || matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}
