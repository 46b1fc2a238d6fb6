/** Canvas or outline: the same board, two ways to work on it. */
export type View = 'board' | 'outline';

const KEY = 'board-view';
/** Below this a canvas is a keyhole: the outline comes first. */
const PHONE = '(max-width: 640px)';

/** Keeps the choice on this device. A browser that keeps nothing simply asks the width again. */
export function rememberView(view: View): void {
  try {
    localStorage.setItem(KEY, view);
  } catch {
    return;
  }
}

/** Which view a board opens in: the one chosen last, else the outline on a phone. */
export function preferredView(): View {
  return rememberedView() ?? (matchMedia(PHONE).matches ? 'outline' : 'board');
}

function rememberedView(): View | null {
  try {
    const view = localStorage.getItem(KEY);
    return view === 'board' || view === 'outline' ? view : null;
  } catch {
    return null;
  }
}
