import type { SampleBoard } from './sampleShape.ts';
import { inZone } from './sampleShape.ts';

export const quickWinsBoard: SampleBoard = {
  title: 'Quick wins and big bets',
  template: 'impact-effort-matrix',
  cards: [
    ...inZone('Ideas to place', [
      ['idea', 'joel', 'Walking bus from the Orchard Lane flats'],
      ['idea', 'marcin', 'Breakfast open to parents on Fridays'],
      ['idea', 'lorna', 'Swap shelf for coats and wellies'],
    ]),
    ...inZone('Quick wins', [
      ['idea', 'bethan', 'One phone number on every letter'],
      ['idea', 'kate', 'Absence letter rewritten with parents'],
      ['offer', 'tom', 'Toothbrushing packs for every Reception class'],
    ]),
    ...inZone('Big bets', [
      ['idea', 'ruth', 'Turn the caretaker’s bungalow into two clinic rooms'],
      ['idea', 'sana', 'Mental health support team in all nine schools'],
    ]),
    ...inZone('Fill-ins for spare time', [['idea', 'grace', 'Health week stall from each partner']]),
    ...inZone('Think again before starting', [['idea', 'amara', 'A new app for appointments']]),
    ...inZone('What we will start', [
      ['action', 'bethan', 'Publish one phone number for families'],
      ['action', 'kate', 'Try the new absence letter in Year 3'],
    ]),
    ...inZone('Assumptions to check', [['assumption', 'sana', 'The support team can recruit two more practitioners']]),
  ],
};
