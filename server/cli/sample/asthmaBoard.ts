import type { SampleBoard } from './sampleShape.ts';
import { inZone } from './sampleShape.ts';

export const asthmaBoard: SampleBoard = {
  title: 'Asthma: what would help most?',
  template: 'prevention-programme-design',
  cards: [
    ...inZone('The problem in numbers', [
      ['evidence', 'sana', 'Emergency admissions peak in the third week of September'],
      ['evidence', 'tom', 'About 3 pupils in every class have an inhaler'],
      ['evidence', 'kate', 'Chest problems are the second reason given for absence'],
    ]),
    ...inZone('The problem in words', [
      ['need', 'marcin', '“I never know which cupboard the spare inhaler is in”'],
      ['need', 'joel', 'Having to ask in front of everyone is the worst part'],
      ['barrier', 'kate', 'Plans come on paper, if they come'],
    ]),
    ...inZone('What already exists', [
      ['offer', 'tom', 'Nurse-led reviews at the Harbour Street clinic'],
      ['asset', 'grace', 'Emergency kits in all nine schools'],
      ['barrier', 'lorna', 'Damp homes: a visit takes eleven weeks'],
    ]),
    ...inZone('Help for everyone', [
      ['idea', 'kate', 'Every member of staff can name the four signs'],
      ['idea', 'joel', 'Pupils make the film, not adults'],
      ['idea', 'amara', 'No idling outside the gate at pick-up'],
    ]),
    ...inZone('Extra help for some', [
      ['offer', 'tom', 'Clinic on site in the first two weeks of each term'],
      ['idea', 'bethan', 'Home visit about damp, offered with the review'],
    ]),
    ...inZone('Ideas to test this term', [
      ['idea', 'kate', 'Two schools try a named asthma lead'],
      ['assumption', 'sana', 'Reviews before half term prevent autumn admissions'],
    ]),
    ...inZone('Actions and owners', [
      ['action', 'sana', 'Train 12 school leads in asthma-friendly practice'],
      ['action', 'tom', 'Run an asthma clinic in the first two weeks of each term'],
    ]),
  ],
};
