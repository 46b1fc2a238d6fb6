import { expect, test } from 'vitest';
import { board, newShape } from '../../../../tests/support/boards.ts';
import { BoardModel } from '../model/boardModel.svelte';
import { findOnBoard } from './findOnBoard';

const { board: made } = board({
  zones: [{ id: 'needs', title: 'Needs', prompt: 'What about sleep?' }],
  cards: [
    { id: 'b', zone: 'needs', at: [300, 100], text: 'A quiet café' },
    { id: 'a', zone: 'needs', at: [20, 100], text: 'Sleep' },
    { id: 'loose', tags: ['SLEEP'] },
  ],
  drawings: [newShape({ id: 'shape', alt: 'A bed to sleep in', at: [0, 900] })],
});
const model = new BoardModel(made);

test('finds words, prompts, tags and descriptions, in the order of the outline', () => {
  expect(findOnBoard(model, 'sleep')).toEqual(['needs', 'a', 'loose', 'shape']);
});

test('accents, case and spaces around do not matter', () => {
  expect(findOnBoard(model, ' CAFE ')).toEqual(['b']);
  expect(findOnBoard(model, '  ')).toEqual([]);
});
