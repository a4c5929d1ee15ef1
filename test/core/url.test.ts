import { describe, expect, it } from 'vitest';
import { encodePart, encodePath, unsafeScheme } from '../../src/core/url.ts';

describe('a link of a record', () => {
  it.each(['https://a.b', 'HTTP://a', 'mailto:a@b.c', '../x.md', '/x', '#x', '?q=a:b', 'a/b:c', ''])(
    '%j stays a link',
    (url) => {
      expect(unsafeScheme(url)).toBe(undefined);
    },
  );

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:x',
    '\u0001javascript:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc',
    '%6aavascript:x',
    'java%0Ascript%3Ax',
    '\u009bjavascript:x',
  ])('%j does not', (url) => {
    expect(unsafeScheme(url)).toMatch(/^[a-z]+$/);
  });
});

it('encodes what would end a path or a part of one, and half a character', () => {
  expect(encodePath('a b/c?d#e%\ud800')).toBe('a%20b/c%3Fd%23e%25%EF%BF%BD');
  expect(encodePart('a/b&c')).toBe('a%2Fb%26c');
});
