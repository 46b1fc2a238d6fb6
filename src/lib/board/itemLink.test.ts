import { expect, test } from 'vitest';
import { itemIn, linkTo } from './itemLink';

test('a link to a thing keeps the page, and leads back to the thing', () => {
  const link = linkTo(
    'https://throughline.example/partnerships/vale/boards/b1?view=outline#item-old',
    'V1StGXR8_Z5jdHi6B-myT',
  );
  expect(link).toBe('https://throughline.example/partnerships/vale/boards/b1?view=outline#item-V1StGXR8_Z5jdHi6B-myT');
  expect(itemIn(new URL(link).hash)).toBe('V1StGXR8_Z5jdHi6B-myT');
});

test.each(['', '#main', '#item-', '#item-a b', '#item-<script>'])('%s is about no thing', (hash) =>
  expect(itemIn(hash)).toBeNull(),
);
