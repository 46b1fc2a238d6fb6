import type { SubmitFunction } from '@sveltejs/kit';

type Sent = Parameters<SubmitFunction>[0];
type Answer = 'success' | 'failure' | 'redirect' | 'error';

const MESSAGE = 'main :is(.callout:is([role="status"], [role="alert"]), [role="status"]:has(> .callout))';
const NEXT = 'h1, h2, h3, a[href], button, input:not([type="hidden"]), select, textarea, summary';

/**
 * Where whoever sent a form goes on, as Kit leaves them at the top of the page: at what is wrong, at what the page says
 * of it, at the button they pressed, or else at what now stands where the form was.
 */
export function goingOn({ formElement, submitter }: Pick<Sent, 'formElement' | 'submitter'>): (answer: Answer) => void {
  const around = [...placesAround(formElement)];
  return (answer) => {
    const wrong = formElement.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong?.isConnected) return wrong.focus();
    if (goToMessage()) return;
    if (answer === 'redirect' || document.activeElement !== document.body) return;
    if (submitter && takesFocus(submitter)) return;
    around.some((place) => [...place.querySelectorAll<HTMLElement>(NEXT)].some(takesFocus));
  };
}

/** Goes to what the page says of what was done, if it says anything. */
export function goToMessage(): boolean {
  const message = document.querySelector<HTMLElement>(MESSAGE);
  return message !== null && takesFocus(message);
}

/** For a form that shows nothing while it is on its way: `use:enhance={thenGoOn}`. */
export const thenGoOn: SubmitFunction = (sent) => {
  const goOn = goingOn(sent);
  return async ({ result, update }) => {
    await update();
    goOn(result.type);
  };
};

/** A form, and what it lies in as far as the page's own part. */
function* placesAround(form: HTMLElement): Generator<HTMLElement> {
  for (let place: HTMLElement | null = form; place && place !== document.body; place = place.parentElement) {
    yield place;
    if (place.localName === 'main') return;
  }
}

/** Nothing that is gone or folded away does. */
function takesFocus(element: HTMLElement): boolean {
  if (/^(DIV|H\d)$/u.test(element.tagName)) element.tabIndex = -1;
  element.focus();
  return document.activeElement === element;
}
