/** A browser without JavaScript: it keeps cookies, sends forms with its Origin and follows nothing by itself. */
export class Visitor {
  readonly origin: string;
  #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.origin = origin;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { headers });
  }

  /** Sends a form; another Origin, or none, can be named. */
  post(path: string, form: Record<string, string>, origin: string | null = this.origin): Promise<Response> {
    const headers = { accept: 'text/html', ...(origin === null ? {} : { origin }) };
    return this.#send(path, { method: 'POST', body: new URLSearchParams(form), headers });
  }

  signIn({ email, password }: { email: string; password: string }): Promise<Response> {
    return this.post('/sign-in', { email, password });
  }

  async #send(path: string, init: { method?: string; body?: URLSearchParams; headers: Record<string, string> }) {
    const headers = { ...init.headers, ...(this.#cookies.size > 0 ? { cookie: this.cookie } : {}) };
    const response = await fetch(new URL(path, this.origin), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const isGone = value === '' || attributes.some((attribute) => /max-age=0/i.test(attribute));
    if (isGone) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
