/** Copied from the field, so that the words break into the same lines. */
const SHAPE = ['font', 'letterSpacing', 'wordSpacing', 'lineHeight', 'textIndent', 'tabSize', 'direction'] as const;

/** Whether the caret stands in the first or last of the lines a field's words are broken into on screen. */
export function caretOnEdgeLine(field: HTMLTextAreaElement, edge: 'first' | 'last'): boolean {
  const { selectionStart, selectionEnd, value } = field;
  if (selectionStart !== selectionEnd) return false;
  const atEdge = edge === 'first' ? selectionEnd === 0 : selectionEnd === value.length;
  return atEdge || onSameLine(field, selectionEnd, edge === 'first' ? 0 : value.length);
}

function onSameLine(field: HTMLTextAreaElement, one: number, other: number): boolean {
  const mirror = field.ownerDocument.createElement('div');
  const style = getComputedStyle(field);
  for (const property of SHAPE) mirror.style[property] = style[property];
  Object.assign(mirror.style, {
    position: 'absolute',
    visibility: 'hidden',
    whiteSpace: 'pre-wrap',
    top: '0',
    left: '0',
  });
  mirror.style.overflowWrap = 'anywhere';
  mirror.style.width = `${field.clientWidth}px`;
  const marks = [one, other].sort((a, b) => a - b).map(() => field.ownerDocument.createElement('span'));
  const [early, late] = [Math.min(one, other), Math.max(one, other)];
  const parts = [field.value.slice(0, early), marks[0], field.value.slice(early, late), marks[1]];
  mirror.append(...parts.filter((part) => part !== undefined), `${field.value.slice(late)}\u200b`);
  for (const mark of marks) mark.textContent = '\u200b';
  field.ownerDocument.body.append(mirror);
  const [top, bottom] = marks.map((mark) => mark.getBoundingClientRect().top);
  mirror.remove();
  return top !== undefined && bottom !== undefined && Math.abs(top - bottom) < 2;
}
