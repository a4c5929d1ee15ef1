import { describe, expect, it } from 'vitest';
import { openTestBook, renderDocs } from '../support/book.ts';

/** The pages of an issue whose suite has a source, in a book with more settings. */
function pagesOf(source: string, settings = '', group = ''): Map<string, string> {
  const files = {
    'book.yaml': `title: Shop\nprefixes: [{ prefix: SHOP-, suite: shop }]\n${settings}`,
    'suites/shop.md': `---\ntitle: Shop tests\n${source === '' ? '' : `source: { ${source} }\n`}references: [docs]\n---\n`,
    'references/docs.yaml': `title: Documents\n${group}`,
    'issues/SHOP-1.md':
      '---\ntitle: Cart\nsuite: shop\ntests:\n  a: { at: "test/cart.ts:10" }\nreferences: ["ticket:12", "ticket:INFRA-9"]\ntimeline:\n  - introduced: 2026-01-03\n    commit: 4512e87\n  - seen: 2026-01-04\n    run: "77"\n  - fix-proposed: 2026-01-05\n    change: "41"\n---\n',
  };
  const bytes = Object.entries(files).map(([file, text]) => [file, new TextEncoder().encode(text)] as const);
  return renderDocs(openTestBook(new Map(bytes)));
}

const addressesIn = (page = '') => [...page.matchAll(/\]\((https:[^)]*)\)/g)].map(([, url]) => url);

describe('an address in a repository', () => {
  const DOCUMENT = 'items: { plan: { title: Plan, path: ../plan.md } }\nbase: docs/old\n';
  it.each([
    [
      'repository: https://github.com/a/b.git, branch: main',
      '/blob/main/test/cart.ts#L10',
      ['/actions/runs/77', '/commit/4512e87', '/pull/41', '/issues/12'],
      '/blob/main/docs/plan.md',
    ],
    [
      'repository: https://gitlab.x.org/a/b/, branch: main, commit: 8e6ac88',
      '/-/blob/8e6ac88/test/cart.ts#L10',
      ['/-/pipelines/77', '/-/commit/4512e87', '/-/merge_requests/41', '/-/issues/12'],
      '/-/blob/8e6ac88/docs/plan.md',
    ],
    [
      'repository: https://code.x.org/a/b, commit: 8e6ac88, host: bitbucket',
      '/src/8e6ac88/test/cart.ts#lines-10',
      ['/pipelines/results/77', '/commits/4512e87', '/pull-requests/41', '/issues/12'],
      '/src/8e6ac88/docs/plan.md',
    ],
  ])('of %s', (source, file, others, document) => {
    const [, root = ''] = /repository: (https:.*?)(?:\.git|\/)?,/.exec(source) ?? [];
    const pages = pagesOf(source, '', DOCUMENT);
    const urls = addressesIn(pages.get('issues/shop-1.md'));
    for (const end of [file, ...others]) expect(urls).toContain(root + end);
    expect(pages.get('issues/shop-1.md')).toContain('`ticket:INFRA-9`');
    expect(addressesIn(pages.get('references.md'))).toEqual([root + document]);
  });

  it('is not made up for a host that nobody knows, a path that leaves, or a document that is gone', () => {
    expect(
      addressesIn(pagesOf('repository: https://code.x.org/a/b, branch: main').get('issues/shop-1.md')),
    ).toEqual([]);
    for (const item of ['path: ../../plan.md', 'path: plan.md, missing: 2026-01-04'])
      expect(
        addressesIn(
          pagesOf(
            'repository: https://github.com/a/b, branch: main',
            '',
            `base: docs\nitems: { plan: { title: Plan, ${item} } }\n`,
          ).get('references.md'),
        ),
      ).toEqual([]);
  });

  it('follows the templates of the book first', () => {
    const settings =
      'links: { run: "https://ci.x/{id}", change: "https://ci.x/c/{id}", ticket: "https://t.x/{id}", file: "https://f.x/{branch}/{path}?l={line}" }\n';
    const page = pagesOf('repository: https://github.com/a/b, branch: main', settings).get(
      'issues/shop-1.md',
    );
    expect(addressesIn(page)).toEqual(
      expect.arrayContaining([
        'https://ci.x/77',
        'https://ci.x/c/41',
        'https://t.x/12',
        'https://t.x/INFRA-9',
        'https://f.x/main/test/cart.ts?l=10',
      ]),
    );
  });

  it('begins with the source of the book where the suite says none', () => {
    const page = pagesOf('', 'source: { repository: https://github.com/a/c, branch: main }\n');
    expect(addressesIn(page.get('issues/shop-1.md'))).toContain(
      'https://github.com/a/c/blob/main/test/cart.ts#L10',
    );
  });
});

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
