import type { Mutation } from './mutation.ts';

const SENSITIVE = 'src/lib/domain/sensitive';
const SCAN = `${SENSITIVE}/scan.test.ts`;

export const sensitiveMutations: readonly Mutation[] = [
  {
    law: 'I1',
    name: 'a check of ten counts as nought',
    file: `${SENSITIVE}/detectors/nhsNumber.ts`,
    find: 'return check !== 10 && check % 11 === Number(digits[9]);',
    replace: 'return (check % 11) % 10 === Number(digits[9]);',
    tests: [SCAN],
  },
  {
    law: 'I2',
    name: 'the check letter of a pupil number is not looked at',
    file: `${SENSITIVE}/detectors/upn.ts`,
    find: 'return ALPHABET[total % 23] === upn[0];',
    replace: 'return total > 0;',
    tests: [SCAN],
  },
  {
    law: 'I3',
    name: 'every date is a date of birth once the text speaks of birth',
    file: `${SENSITIVE}/detectors/dateOfBirth.ts`,
    find: 'if (EXPLAINED.test(around(text, from, to)))',
    replace: 'if (true)',
    tests: [SCAN],
  },
  {
    law: 'I4',
    name: 'any two letters are a postcode area',
    file: `${SENSITIVE}/detectors/postcode.ts`,
    find: '!AREAS.has(area.toUpperCase()) || ',
    replace: '',
    tests: [SCAN],
  },
  {
    law: 'I5',
    name: 'findings may overlap',
    file: `${SENSITIVE}/scan.ts`,
    find: 'return withoutOverlaps(all);',
    replace: 'return [...all].sort((a, b) => a.from - b.from);',
    tests: [SCAN],
  },
  {
    law: 'I6',
    name: 'a wait begins a digit late',
    file: `${SENSITIVE}/holdFrom.ts`,
    find: 'if (match) return start + (match[1]?.length ?? 0);',
    replace: 'if (match) return start + (match[1]?.length ?? 0) + 1;',
    tests: [`${SENSITIVE}/holdFrom.test.ts`],
  },
  {
    law: 'I7',
    name: 'any ten digits count as a number',
    file: `${SENSITIVE}/detectors/nhsNumber.ts`,
    find: 'if (!isNhsNumber(first + second + last)) continue;',
    replace: '',
    tests: [`${SENSITIVE}/falseAlarms.test.ts`],
  },
];
