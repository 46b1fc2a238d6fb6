import { describe, expect, test } from 'vitest';
import { board, newCard, surroundings } from '../../../../../tests/support/boards.ts';
import { pictureBox } from '../geometry/pictureBox.ts';
import { planNewPicture, type PictureDraft } from './planNewPicture.ts';

const made = board({
  zones: [{ id: 'needs', at: [0, 0], size: [572, 440] }],
  cards: [newCard({ id: 'a', at: [18, 98], zone: 'needs', z: 'a5' })],
}).board;
const plan = (where: PictureDraft['where']) =>
  planNewPicture(made, { file: 'f', alt: 'A map', size: [200, 100], by: 'ana', where }, surroundings());

describe('a new picture', () => {
  test('lies with its middle at a point, in the zone there, on top', () => {
    expect(plan({ point: [300, 200] })).toMatchObject({ kind: 'image', at: [200, 150], zone: 'needs', alt: 'A map' });
    expect(plan({ point: [2_000, 200] })).toMatchObject({ at: [1_900, 150], zone: null });
    expect(plan({ point: [0, 0] }).z > 'a5').toBe(true);
  });

  test('lies in a free place of a zone', () => {
    for (const where of [{ zone: 'needs' }, { endOf: 'needs' }]) {
      const { at, zone } = plan(where);
      expect(zone).toBe('needs');
      const [x, y] = at;
      expect(x >= 18 && x + 200 <= 572 && y >= 98 && y + 100 <= 440).toBe(true);
      expect(x + 200 <= 18 || x >= 18 + 164 || y >= 98 + 112).toBe(true); // not on the card
    }
  });

  test('lies below everything when its zone is gone or none was named', () => {
    for (const where of [{ endOf: null }, { zone: 'gone' }]) {
      const { at, zone } = plan(where);
      expect([zone, at[1] >= 440]).toEqual([null, true]);
    }
  });
});

test('a picture is no larger than it is, keeps its proportions, and can be taken hold of', () => {
  expect(pictureBox(2_000, 1_000)).toEqual([340, 170]);
  expect(pictureBox(100, 60)).toEqual([100, 60]);
  expect(pictureBox(10_000, 1)).toEqual([340, 24]);
});
