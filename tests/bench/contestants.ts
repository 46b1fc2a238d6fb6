import type { DialectName } from './load/dialects.ts';

/** A server to measure. */
export interface Contestant {
  /** As it is named on the command line. */
  id: string;
  /** As it is named in the tables. */
  name: string;
  file: URL;
  dialect: DialectName;
  /** Whether documents are there after a restart. */
  isDurable: boolean;
}

const file = (name: string) => new URL(`./servers/${name}.ts`, import.meta.url);

/** All of them: ours twice, over either transport. */
export const contestants: readonly Contestant[] = [
  { id: 'ours', name: 'Throughline', file: file('ours'), dialect: 'ours', isDurable: true },
  { id: 'ours-http', name: 'Throughline over HTTP', file: file('ours'), dialect: 'ours-http', isDurable: true },
  { id: 'hocuspocus', name: 'Hocuspocus + SQLite', file: file('hocuspocus'), dialect: 'hocuspocus', isDurable: true },
  { id: 'y-websocket', name: 'y-websocket', file: file('yWebsocket'), dialect: 'y-websocket', isDurable: false },
  { id: 'relay', name: 'bare ws relay', file: file('relay'), dialect: 'relay', isDurable: false },
];
