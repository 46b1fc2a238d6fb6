/** Does something once the browser has drawn what is there now, so that no frame waits for it. Returns how to call it off. */
export function afterFrame(work: () => void): () => void {
  let frame = 0;
  let timer = 0;
  const soon = () => void (timer = window.setTimeout(work));
  if (document.hidden)
    soon(); // nothing is drawn of a page that nobody sees
  else frame = requestAnimationFrame(soon);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
