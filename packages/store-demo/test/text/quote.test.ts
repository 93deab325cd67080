import { expect, test } from 'vitest';
import { quote } from '../../src/text/quote.ts';

test('a text is quoted line by line, and what is left out is told', () => {
  expect(quote('a\r\nb\n\nc', '| ')).toBe('| a\n| b\n|\n| c');
  const long = quote(Array.from({ length: 10 }, (_, index) => `line ${index}`).join('\n'), '| ');
  expect(long.split('\n').slice(-2)).toEqual(['| line 7', '| ... 2 more lines']);
  expect(quote('x'.repeat(131), '')).toBe(`${'x'.repeat(130)} ...`);
});

test('what a tool printed cannot drive the terminal', () => {
  expect(quote('\u001b[31mred\u0007\tend\u009b', '')).toBe('.[31mred.  end.');
});
