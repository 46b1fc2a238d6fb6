import type { App } from './app.ts';

const KEY = Symbol.for('throughline.app');

/** Parks the running App where the bundled pages find it: one app, one database handle, one map of rooms. */
export function parkApp(app: App): void {
  Reflect.set(globalThis, KEY, app);
}

/** The running App. Throws when none was parked, which is an error in starting the server. */
export function takeApp(): App {
  const app = Reflect.get(globalThis, KEY) as App | undefined;
  if (!app) throw new Error('The pages were loaded without the server. Start it with `npm start`.');
  return app;
}
