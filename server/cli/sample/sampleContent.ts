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
      jobTitle: 'Deputy chief executive',
      partnershipRole: 'deputy',
    }),
    person('amara', {
      name: 'Amara Osei',
      email: 'amara.osei@westmere-council.example',
      organisation: 'council',
      role: 'convener',
      jobTitle: 'Head of early help',
      partnershipRole: 'sponsor',
    }),
    person('tom', {
      name: 'Tom Hallworth',
      email: 'tom.hallworth@vale-health.example',
      organisation: 'vale',
      role: 'facilitator',
      jobTitle: 'Associate director, children’s services',
      partnershipRole: 'sponsor',
    }),
    person('kate', {
      name: 'Kate Ellery',
      email: 'kate.ellery@tanners-field.example',
      organisation: 'academy',
      role: 'facilitator',
      jobTitle: 'Headteacher',
      partnershipRole: 'sponsor',
    }),
    person('sana', {
      name: 'Sana Iqbal',
      email: 'sana.iqbal@westmere-icb.example',
      organisation: 'icb',
      role: 'contributor',
      jobTitle: 'Programme manager, children and young people',
      partnershipRole: 'sponsor',
    }),
    person('bethan', {
      name: 'Bethan Price',
      email: 'bethan.price@bridgework.example',
      organisation: 'bridgework',
      role: 'contributor',
      jobTitle: 'Chief executive',
      partnershipRole: 'sponsor',
    }),
    person('grace', {
      name: 'Grace Sutton',
      email: 'grace.sutton@northbrook-schools.example',
      organisation: 'schools',
      role: 'contributor',
      jobTitle: 'SENCO',
    }),
    person('lorna', {
      name: 'Lorna Finch',
      email: 'lorna.finch@harbour-street.example',
      organisation: 'hub',
      role: 'contributor',
      jobTitle: 'Family hub manager',
      partnershipRole: 'sponsor',
    }),
    person('paul', {
      name: 'Paul Oduya',
      email: 'paul.oduya@bridgework.example',
      organisation: 'bridgework',
      role: 'contributor',
      jobTitle: 'Family support lead',
      partnershipRole: 'deputy',
    }),
    person('joel', {
      name: 'Joel',
      email: 'joel@youth-voice.example',
      organisation: 'youth',
      role: 'contributor',
      partnershipRole: 'sponsor',
    }),
    person('marcin', {
      name: 'Marcin',
      email: 'marcin@parent-panel.example',
      organisation: 'parents',
      role: 'contributor',
      partnershipRole: 'sponsor',
    }),
    person('dev', {
      name: 'Dev Mistry',
      email: 'dev.mistry@vale-health.example',
      organisation: 'vale',
      role: 'commenter',
      jobTitle: 'School nurse',
    }),
    person('helen', {
      name: 'Helen Marsh',
      email: 'helen.marsh@westmere-icb.example',
      organisation: 'icb',
      role: 'viewer',
      jobTitle: 'Data analyst',
    }),
  ],
  dataProtection: {
    controllers: ['schools', 'vale', 'icb', 'council'],
    officer: 'Information governance team, Westmere Council',
    email: 'data.protection@westmere-council.example',
    phone: '0191 496 0150',
  },
  safeguarding: {
    name: 'Amara Osei',
    jobTitle: 'Head of early help, Westmere Council',
    phone: '0191 496 0142',
    hours: 'Monday to Friday, 8.30 am to 5 pm',
  },
  boards: [hubBoard, asthmaBoard, quickWinsBoard, readinessBoard],
};
