import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sized } from '../support/tortureSize.ts';
import { MutatedCopy } from './mutatedCopy.ts';
import { mutations } from './mutations/allMutations.ts';

/** At small size these three, one of each kind: at the door, on the way to disk, in the board document. */
const FEW = ['readers may write', 'a turn is published before it is on disk', 'a restyle drops what it does not name'];
const chosen = mutations.filter(({ name }) => sized({ small: FEW.includes(name), full: true }));

describe('a law that is broken in the source fails its tests', () => {
  let copy: MutatedCopy;
  beforeAll(() => {
    copy = new MutatedCopy();
  });
  afterAll(() => copy.remove());

  test('which hold as long as nothing is changed', async () => {
    const { ran, failed, output } = await copy.run(chosen);
    expect({ failed, output: ran > 0 ? '' : output }).toEqual({ failed: [], output: '' });
    expect(ran).toBeGreaterThanOrEqual(new Set(chosen.map(({ law }) => law)).size);
  }, 600_000);

  test.each(chosen)(
    '$law: $name',
    async (mutation) => {
      const { ran, failed, output } = await copy.runMutated(mutation);
      expect({ failed: failed.length > 0, output: ran > 0 ? '' : output }).toEqual({ failed: true, output: '' });
    },
    240_000,
  );
});
