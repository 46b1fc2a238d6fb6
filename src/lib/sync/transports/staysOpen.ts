import type { Clock } from '../clock';
import { Alarm } from '../clock';
import type { OpenSocket } from '../syncSocket';

export interface StaysOpenOptions {
  /** Of a socket that says back what it hears. */
  url: string;
  clock: Clock;
  open: OpenSocket;
}

/** Filters that break websockets do so at once or within seconds. */
export const STAY_MS = 10_000;
const SAY_EVERY_MS = 2_000;

/** Whether a websocket opens, carries messages both ways and lives for ten seconds. */
export function staysOpen({ url, clock, open }: StaysOpenOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = open(url, []);
    const [saying, end] = [new Alarm(clock), new Alarm(clock)];
    let heard = 0;
    const finish = (stays: boolean) => {
      saying.cancel();
      end.cancel();
      resolve(stays);
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    };
    const say = () => {
      socket.send('still there?');
      saying.set(SAY_EVERY_MS, say);
    };
    socket.onopen = say;
    socket.onmessage = () => (heard += 1);
    socket.onerror = () => undefined; // in programs, an error that nobody listens to ends them
    socket.onclose = () => finish(false);
    end.set(STAY_MS, () => finish(heard > 1));
  });
}
