/** A sync server in a process of its own, to be killed: `node syncChild.ts FOLDER` prints its address. */
import { startSyncWorld } from './syncWorld.ts';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('say which data folder');
const world = await startSyncWorld({
  folder,
  people: { ana: 'contributor', ben: 'contributor', cem: 'contributor', vic: 'viewer' },
});
process.stdout.write(`${world.url}\n`);
