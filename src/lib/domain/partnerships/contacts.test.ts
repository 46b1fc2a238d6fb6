import { expect, test } from 'vitest';
import { dataProtectionFaults, dialled, readSafeguarding, safeguardingFaults } from './contacts.ts';

const officer = { controllers: ['school'], officer: 'Dee', email: 'dpo@school.example', phone: '' };
const contact = { name: 'Amara Osei', jobTitle: 'Safeguarding lead', phone: '0191 496 0142', hours: 'Weekdays' };
const wrong = (faults: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== null));

test.each([
  [{}, {}],
  [{ controllers: [] }, { controllers: 'missing' }],
  [{ controllers: ['a stranger'] }, { controllers: 'unknownChoice' }],
  [{ officer: '' }, { officer: 'missing' }],
  [{ email: '' }, { email: 'missing' }],
  [{ email: '', phone: '0191 496 0142' }, {}],
  [
    { email: 'dpo', phone: 'ring us' },
    { email: 'emailShape', phone: 'phone' },
  ],
])('who answers for data, with %j', (patch, faults) => {
  expect(wrong(dataProtectionFaults({ ...officer, ...patch }, ['school', 'trust']))).toEqual(faults);
});

test.each([
  [{}, {}],
  [{ phone: '101' }, {}],
  [{ phone: '+44 (0)191 496-0142 ext. 12' }, {}],
  [
    { name: ' ', hours: '' },
    { contactName: 'missing', hours: 'missing' },
  ],
  [{ phone: '0191 <b>' }, { contactPhone: 'phone' }],
  [{ phone: '(--)' }, { contactPhone: 'phone' }],
])('a safeguarding contact with %j', (patch, faults) => {
  expect(wrong(safeguardingFaults(readSafeguarding({ ...contact, ...patch })))).toEqual(faults);
});

test.each([
  ['0191 496 0142', '01914960142'],
  ['+44 191 496-0142 ext. 12', '+441914960142'],
])('%s is dialled as %s', (phone, digits) => {
  expect(dialled(phone)).toBe(digits);
});
