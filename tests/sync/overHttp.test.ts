import { describe } from 'vitest';
import { rawClients } from '../support/syncClients.ts';

/** What holds for a websocket holds over plain HTTP [S30]: the same tests, with clients over lines. */
rawClients.over = 'http';
describe('the door over HTTP', () => import('./door.test.ts').then());
describe('updates over HTTP', () => import('./updates.test.ts').then());
describe('durability over HTTP', () => import('./durability.test.ts').then());
describe('limits over HTTP', () => import('./limits.test.ts').then());
describe('presence over HTTP', () => import('./presence.test.ts').then());
describe('fan-out over HTTP', () => import('./fanOut.test.ts').then());
