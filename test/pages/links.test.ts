import { describe, expect, it } from 'vitest';
import { openTestBook, renderDocs } from '../support/book.ts';

/** The page of an issue with a summary and a body; the book has a pattern, too. */
function pageWith(note: string, body = ''): string {
  const files = {
    'book.yaml': 'title: Shop\nprefixes: [{ prefix: SHOP-, suite: shop }]\n',
    'suites/shop.md': '---\ntitle: Shop tests\n---\n',
    'patterns/race.md': '---\ntitle: Race\nsummary: Two threads.\n---\n',
    'issues/SHOP-1.md': `---\ntitle: Cart\nsuite: shop\ntests:\n  a: { at: "test/cart.ts:10" }\ntimeline:\n  - open: 2026-01-04\n    note: ${JSON.stringify(note)}\n---\n${body}`,
  };
  const bytes = Object.entries(files).map(([file, text]) => [file, new TextEncoder().encode(text)] as const);
  return renderDocs(openTestBook(new Map(bytes))).get('issues/shop-1.md') ?? '';
}

describe('a link of a record', () => {
  it.each([
    ['../patterns/race.md', '[words](../patterns/race.md)'],
    ['../suites/shop.md#size', '[words](../suites/shop.md)'],
    ['https://ci.example/1', '[words](https://ci.example/1)'],
    ['../patterns/gone.md', 'words'],
    ['../patterns/Race.md', 'words'],
    ['../patterns/race', 'words'],
    ['../issues/SHOP-2.md', 'words'],
    ['../nowhere/x.md', 'words'],
    ['x/../../../../etc/passwd', 'words'],
    ['javascript:alert(2)', 'words'],
    ['%6aavascript:alert(2)//', 'words'],
    ['&#x6a;avascript:alert(2)', 'words'],
    ['java&Tab;script:alert(2)', 'words'],
    ['data:text/html,x', 'words'],
  ])('to %s is %s, in a sentence and in a body', (url, shown) => {
    expect(pageWith(`see [words](${url}) here`)).toContain(`see ${shown} here`);
    expect(pageWith('x', `See [words](${url}) here.`)).toContain(`See ${shown} here.`);
  });

  it('finds its address in another section, and leaves none behind', () => {
    const page = pageWith(
      'x',
      'See [words][a], [more][b].\n\n## Notes\n\n[a]: ../patterns/race.md\n[b]: javascript:x\n\nEnd.',
    );
    expect(page).toContain('See [words](../patterns/race.md), more.');
    expect(page).not.toMatch(/\]:|javascript/);
  });

  it('keeps the ids within it where it leads nowhere', () => {
    expect(pageWith('see [SHOP-1 and **more**](../gone.md) here')).toContain('see SHOP-1 and **more** here');
  });
});

describe('HTML of a record', () => {
  it('is text within a sentence, and code of its own', () => {
    const page = pageWith(
      'a <img src=x onerror=y> b',
      'A <b>word</b>.\n\n<div onclick=x>\n\n## Notes\n\n- <i>item</i>\n',
    );
    expect(page).toContain('a \\<img src=x onerror=y> b');
    expect(page).toContain('A \\<b>word\\</b>.');
    expect(page).toContain('```html\n<div onclick=x>\n```');
    expect(page).toContain('- \\<i>item\\</i>');
  });
});

it('shows what an editor would act on, and keeps the lines and tabs of code', () => {
  const page = pageWith('a \u001b[31m\u202e\u009b b', '```text\nred \u001b[31m\n\ttab \u0085\n```\n');
  expect(page).toContain('a \\u001b[31m\\u202e\\u009b b');
  expect(page).toContain('red \\u001b[31m\n\ttab \\u0085\n');
});
