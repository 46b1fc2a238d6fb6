import { expect, test } from 'vitest';
import { sized } from '../support/tortureSize.ts';
import { Meeting } from './sessionScript.ts';

const SEEDS = sized({ small: 6, full: 200 });
const FIRST = Number(process.env['TORTURE_FROM'] ?? 1);

test.each(Array.from({ length: SEEDS }, (_, index) => FIRST + index))(
  '[F1, F2, F3, F5, F8, F11, F12, F21, F22] meeting %i: no command by anybody makes a state there is not, and every page agrees with the server',
  async (seed) => {
    const meeting = new Meeting(seed);
    try {
      await meeting.run();
    } catch (error) {
      throw new Error(`seed ${seed} did not end well:\n${meeting.script.join('\n')}`, { cause: error });
    }
    expect({ faults: meeting.faults, script: meeting.faults.length > 0 ? meeting.script : [] }).toEqual({
      faults: [],
      script: [],
    });
    expect(meeting.script.length).toBeGreaterThan(0);
  },
  60_000,
);
