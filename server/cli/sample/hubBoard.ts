import type { SampleBoard } from './sampleShape.ts';
import { inZone } from './sampleShape.ts';

export const hubBoard: SampleBoard = {
  title: 'Health hub at Tanner’s Field',
  template: 'neighbourhood-health-hub-design',
  cards: [
    ...inZone('What families here need', [
      ['need', 'bethan', 'Families want one place to ask, not five phone numbers'],
      ['need', 'marcin', 'Parents of under-5s say the clinic is two buses away'],
      ['need', 'tom', 'Asthma reviews clash with parents’ work, so mornings'],
      ['evidence', 'kate', '58% of Reception at a good level of development'],
      ['need', 'amara', 'New arrivals need an interpreter at the first visit'],
      ['need', 'joel', 'Young carers want somewhere quiet after school'],
    ]),
    ...inZone('What families can reach today', [
      ['evidence', 'tom', 'Health visitor clinic on Harbour Street, Tuesdays only'],
      ['offer', 'kate', 'School nurse on site one morning a week'],
      ['evidence', 'tom', 'Mental health support team in 4 of 9 schools'],
      ['barrier', 'amara', 'No NHS dentist taking new children within 6 miles'],
      ['barrier', 'marcin', 'GP appointments gone by 8.15 each morning'],
      ['offer', 'lorna', 'Stay and play at the library on Thursdays'],
    ]),
    ...inZone('Assets on the school site', [
      ['asset', 'kate', 'Community room with its own door on Orchard Lane'],
      ['asset', 'grace', 'Caretaker’s bungalow, empty since 2023'],
      ['asset', 'kate', 'Kitchen and hall free after 3.30 pm'],
      ['asset', 'marcin', 'Reception staff families already know'],
      ['asset', 'joel', 'Outdoor classroom and garden'],
      ['asset', 'kate', 'Bus stop outside the gate'],
    ]),
    ...inZone('Voices still missing', [
      ['ask', 'paul', 'Who can reach families in temporary housing?'],
      ['ask', 'bethan', 'Travelling families who use the site in term 1'],
      ['ask', 'lorna', 'Families who teach their children at home'],
      ['need', 'marcin', 'Night-shift parents at the warehouse'],
    ]),
    ...inZone('Services to bring on site', [
      ['offer', 'ruth', 'Health visitor drop-in, twice a week, community room'],
      ['offer', 'tom', 'Dental check day each term, with fluoride varnish'],
      ['offer', 'tom', 'Asthma clinic in the first two weeks of each term'],
      ['idea', 'bethan', 'Benefits and housing advice on Monday mornings'],
      ['idea', 'joel', 'A lunchtime drop-in young people name and run'],
      ['offer', 'lorna', 'Stay and play moves here when the library shuts for repairs'],
      ['idea', 'kate', 'Speech and language drop-in next to Nursery'],
      ['ask', 'sana', 'Could vaccinations catch-up use the hall in half term?'],
    ]),
    ...inZone("A family's route in and through", [
      ['idea', 'marcin', 'A leaflet in the book bag, in five languages'],
      ['idea', 'kate', 'Text from the school office'],
      ['idea', 'joel', 'Welcome by name at the door'],
      ['idea', 'bethan', 'First talk with no forms'],
      ['barrier', 'marcin', 'Repeat: date of birth asked twice before anyone sits down', 'rose'],
      ['idea', 'tom', 'Warm handover, not a letter'],
      ['idea', 'amara', 'Follow-up call within a week'],
    ]),
    ...inZone('Staffing and hosting the hub', [
      ['decision', 'ruth', 'The school trust hosts; each service supervises its own staff'],
      ['ask', 'kate', 'Who holds the keys after 5 pm?'],
      ['offer', 'paul', 'Two volunteers to greet families, three mornings a week'],
      ['assumption', 'grace', 'Caretaking can stretch to 6 pm without a new post'],
    ]),
    ...inZone('Safeguarding and information', [
      ['need', 'kate', 'A separate entrance, so that clinic visitors never cross the playground'],
      ['decision', 'amara', 'Each service keeps its own records; nothing is copied to school'],
      ['action', 'sana', 'Draft the information sharing agreement for all partners'],
      ['risk', 'tom', 'Walls of the small room are thin: talk carries'],
    ]),
    ...inZone('Money and agreements', [
      ['assumption', 'grace', 'No rent for the first two years'],
      ['offer', 'sana', 'Start-up money for furniture and a sink'],
      ['risk', 'grace', 'Heating bill in winter is nobody’s line yet'],
      ['ask', 'ruth', 'Does the insurer cover services run by others?'],
    ]),
    ...inZone('Risks and worries', [
      ['risk', 'lorna', 'It becomes a referral desk instead of a place to ask'],
      ['risk', 'tom', 'Health visitor vacancies: three posts open now'],
      ['risk', 'joel', 'Older pupils think it is only for babies'],
      ['assumption', 'bethan', 'Families will come to a school for help. Some had a bad time at school'],
    ]),
    ...inZone('How we will know it works', [
      ['evidence', 'sana', 'Families using the hub each month, and how many came back'],
      ['evidence', 'kate', 'Persistent absence, compared with last year'],
      ['need', 'marcin', 'Ask families every term: was it easy to get help?'],
    ]),
    ...inZone('First ninety days of the hub', [
      ['action', 'grace', 'Sign the shared-use agreement for the Orchard Lane door'],
      ['action', 'kate', 'Agree opening hours for the community room'],
      ['action', 'bethan', 'Publish one phone number for families'],
      ['action', 'amara', 'Book interpreters for first visits'],
      ['action', 'tom', 'Start the health visitor drop-in, Tuesdays and Fridays'],
    ]),
    ...inZone('Decisions we need from others', [
      ['decision', 'ruth', 'Trustees: change of use for the bungalow'],
      ['decision', 'sana', 'Children’s board: agree the first year’s money'],
      ['ask', 'amara', 'Planning: is a sign on Orchard Lane allowed?'],
    ]),
  ],
};
