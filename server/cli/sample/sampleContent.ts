import { asthmaBoard } from './asthmaBoard.ts';
import { hubBoard } from './hubBoard.ts';
import { quickWinsBoard } from './quickWinsBoard.ts';
import { readinessBoard } from './readinessBoard.ts';
import type { Sample, SamplePerson } from './sampleShape.ts';

/** Everyone in the sample signs in with this. It protects nothing: the sample is invented. */
const PASSWORD = 'lantern-orchard-lane-42';

function person(key: string, line: Omit<SamplePerson, 'key' | 'password'>): SamplePerson {
  return { key, password: PASSWORD, ...line };
}

/** Northbrook Healthy Futures: an invented partnership that plans a health hub on a school site. */
export const sampleContent: Sample = {
  partnership: {
    name: 'Northbrook Healthy Futures',
    slug: 'northbrook-healthy-futures',
    purpose:
      'Schools, health services, the council and families in Northbrook, working together so that every child is ' +
      'well enough to learn.',
  },
  organisations: [
    { key: 'schools', name: 'Northbrook Schools Trust', kind: 'school-trust', footprint: ['E08990001'] },
    { key: 'academy', name: 'Tanner’s Field Primary Academy', kind: 'school', footprint: ['E08990001'] },
    {
      key: 'vale',
      name: 'Vale Community Health NHS Trust',
      kind: 'nhs-trust',
      footprint: ['E08990001', 'E08990002', 'E08990003'],
    },
    { key: 'icb', name: 'Westmere Integrated Care Board', kind: 'icb', footprint: ['E08990001', 'E08990002'] },
    { key: 'council', name: 'Westmere Council', kind: 'council', footprint: ['E08990001'] },
    { key: 'bridgework', name: 'Bridgework Families', kind: 'voluntary', footprint: ['E08990001'] },
    { key: 'hub', name: 'Harbour Street Family Hub', kind: 'family-hub', footprint: ['E08990001'] },
    { key: 'youth', name: 'Westmere Youth Voice', kind: 'young-people', footprint: ['E08990001'] },
    { key: 'parents', name: 'Parent and carer panel', kind: 'other', footprint: ['E08990001'] },
  ],
  people: [
    person('ruth', {
      name: 'Ruth Calder',
      email: 'ruth.calder@northbrook-schools.example',
      organisation: 'schools',
      role: 'convener',
    }),
    person('amara', {
      name: 'Amara Osei',
      email: 'amara.osei@westmere-council.example',
      organisation: 'council',
      role: 'convener',
    }),
    person('tom', {
      name: 'Tom Hallworth',
      email: 'tom.hallworth@vale-health.example',
      organisation: 'vale',
      role: 'facilitator',
    }),
    person('kate', {
      name: 'Kate Ellery',
      email: 'kate.ellery@tanners-field.example',
      organisation: 'academy',
      role: 'facilitator',
    }),
    person('sana', {
      name: 'Sana Iqbal',
      email: 'sana.iqbal@westmere-icb.example',
      organisation: 'icb',
      role: 'contributor',
    }),
    person('bethan', {
      name: 'Bethan Price',
      email: 'bethan.price@bridgework.example',
      organisation: 'bridgework',
      role: 'contributor',
    }),
    person('grace', {
      name: 'Grace Sutton',
      email: 'grace.sutton@northbrook-schools.example',
      organisation: 'schools',
      role: 'contributor',
    }),
    person('lorna', {
      name: 'Lorna Finch',
      email: 'lorna.finch@harbour-street.example',
      organisation: 'hub',
      role: 'contributor',
    }),
    person('paul', {
      name: 'Paul Oduya',
      email: 'paul.oduya@bridgework.example',
      organisation: 'bridgework',
      role: 'contributor',
    }),
    person('joel', { name: 'Joel', email: 'joel@youth-voice.example', organisation: 'youth', role: 'contributor' }),
    person('marcin', {
      name: 'Marcin',
      email: 'marcin@parent-panel.example',
      organisation: 'parents',
      role: 'contributor',
    }),
    person('dev', {
      name: 'Dev Mistry',
      email: 'dev.mistry@vale-health.example',
      organisation: 'vale',
      role: 'commenter',
    }),
    person('helen', {
      name: 'Helen Marsh',
      email: 'helen.marsh@westmere-icb.example',
      organisation: 'icb',
      role: 'viewer',
    }),
  ],
  boards: [hubBoard, asthmaBoard, quickWinsBoard, readinessBoard],
};
