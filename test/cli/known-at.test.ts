import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRepository } from '../support/git.ts';
import { emptyBook } from './run.ts';

const BOOK = {
  'content/book.yaml': 'title: Shop\nprefixes:\n  - { prefix: SHOP-, suite: shop }\n',
  'content/suites/shop.md': '---\ntitle: Shop\n---\n',
};

const issue = (title: string, more = '', tests = '', entries = '') => ({
  'content/issues/SHOP-001.md': `---
title: ${title}
suite: shop
tests:
  a: { name: pays }
${tests}${more}timeline:
  - open: 2026-01-04
${entries}---
`,
});

test('a report says what was known on another day, from git where it is there', async () => {
  const book = emptyBook({});
  const repository = createRepository(book.folder);
  const first = repository.commit('2026-01-05T10:00:00Z', { ...BOOK, ...issue('Pays twice') });
  const fixes = 'fixes:\n  lock: { title: "Lock the cart", proposed: 2026-03-01 }\n';
  const found = '  b: { name: refunds, found: 2026-05-01 }\n';
  repository.commit(
    '2026-05-02T10:00:00Z',
    issue('Pays now and then', fixes, found, '  - open: 2026-05-01\n    tests: [b]\n'),
  );

  const reportOf = async (...known: string[]) => {
    const out = join(book.folder, 'report.md');
    const made = await book.run(
      'report',
      '--detail',
      'full',
      '--as-of',
      '2026-01-10',
      ...known,
      '--out',
      out,
    );
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(await book.run('report', '--check', out)).toMatchObject({ code: 0 });
    return readFileSync(out, 'utf8');
  };

  const now = await reportOf();
  expect(now).toContain('SHOP-001**: Pays now and then, open');
  expect(now).not.toMatch(/Known at|Lock the cart|SHOP-001a/);

  for (const known of ['2026-02-01', first]) {
    const then = await reportOf('--known-at', known);
    expect(then).toContain('SHOP-001**: Pays twice, open');
    expect(then).toContain(`commit \`${first.slice(0, 10)}\``);
  }

  const later = await reportOf('--known-at', '2026-06-01');
  expect(later).toContain('- **Known at**: June 1, 2026, commit');
  expect(later).toContain('☐ planned | Lock the cart | SHOP-001a |');
  expect(later).toContain('with 1 test\n');

  expect(await book.run('report', '--known-at', 'nope', '--out', '-')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('`nope` is neither a date nor one commit'),
  });
});
