type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * What somebody has filled in since the page came: its script, which comes later on a slow line, sets some of it back as
 * it starts. Returns what puts it there again, and tells the page of it as a hand would.
 */
export function filledBefore(): () => void {
  const filled = [...document.querySelectorAll<Control>('input, select, textarea')]
    .filter(isChanged)
    .map((control) => ({ control, state: stateOf(control) }));
  return () => {
    for (const { control, state } of filled) {
      if (stateOf(control) === state || !control.isConnected) continue;
      if (typeof state === 'string') control.value = state;
      else if (isTick(control)) control.checked = state;
      for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
    }
  };
}

function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement)
    return [...control.options].some((one) => one.selected !== one.defaultSelected);
  if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
  const { type, checked, defaultChecked, value, defaultValue } = control;
  if (type === 'hidden' || type === 'file') return false;
  // Of a set only the one that is chosen: choosing it puts the others out.
  if (type === 'radio') return checked && !defaultChecked;
  return type === 'checkbox' ? checked !== defaultChecked : value !== defaultValue;
}

function stateOf(control: Control): string | boolean {
  return isTick(control) ? control.checked : control.value;
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === 'radio' || control.type === 'checkbox';
}
