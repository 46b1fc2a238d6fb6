import type { SampleBoard } from './sampleShape.ts';
import { inZone } from './sampleShape.ts';

export const readinessBoard: SampleBoard = {
  title: 'Readiness check',
  template: 'readiness-check',
  cards: [
    ...inZone('Intent: in place', [
      ['evidence', 'ruth', 'Shared purpose signed by all partners in June'],
      ['evidence', 'amara', 'Named in the health and wellbeing strategy'],
    ]),
    ...inZone('Trust in each other: emerging', [
      ['evidence', 'tom', 'We told each other about vacancies before the papers did'],
      ['evidence', 'bethan', 'Parents chair every second meeting'],
    ]),
    ...inZone('Trust in each other: next step', [['action', 'kate', 'Swap places for a day: one nurse, one teacher']]),
    ...inZone('Time: not yet', [
      ['barrier', 'tom', 'No protected time for school nurses'],
      ['barrier', 'kate', 'Meetings land on the busiest afternoon'],
    ]),
    ...inZone('Time: next step', [['action', 'sana', 'Cost half a day a week for each link nurse']]),
    ...inZone('Leadership: in place', [['evidence', 'ruth', 'Two sponsors named, one in schools and one in health']]),
    ...inZone('Leadership: next step', [['action', 'amara', 'Sponsors visit the site together before spring']]),
  ],
};
