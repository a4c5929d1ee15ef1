import { describe, expect, test } from 'vitest';
import { rosterPath, runMonthPath } from '../../src/records/runs/run-lines.ts';
import { writeRoster, writeRunMonth } from '../../src/records/runs/run-schema.ts';
import { emptyBook, findingsOf, issueText, SMALL_BOOK } from '../cli/run.ts';

const LOST = '\n## Symptom\n\n```text\nError: the cart lost 2 items on the way\n```\n';
const TEXT = 'signatures:\n  - text: the cart lost 2 items\n';
const issue = (title: string, more = '', body = '') => issueText(title, more, body);

describe('signatures in a check', () => {
  test('are held against their own specimens, at their line', async () => {
    const book = emptyBook({
      ...SMALL_BOOK,
      'issues/SHOP-1.md': issue(
        'Cart',
        'signatures:\n  - text: the cart lost\n    matches: [the cart lost 2 items, the cart is gone]\n',
      ),
    });
    expect(await findingsOf(book)).toEqual(['issues/SHOP-1.md:8 unmatched-specimen']);
  });

  test('are held against the symptoms of other issues, whichever of the two changes', async () => {
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-1.md': issue('Cart', TEXT, LOST) });
    expect(await findingsOf(book)).toEqual([]);
    book.write({ 'issues/SHOP-2.md': issue('Other', '', LOST.replace('on the way', 'at night')) });
    expect(await findingsOf(book)).toEqual(['issues/SHOP-1.md:7 overlapping-signature']);
    book.write({ 'issues/SHOP-2.md': issue('Other', '', LOST) });
    expect(await findingsOf(book)).toEqual([
      'issues/SHOP-1.md:7 overlapping-signature',
      'issues/SHOP-2.md:12 overlapping-symptom',
    ]);
    book.write({
      'issues/SHOP-2.md': issue('Other', 'related:\n  - { kind: recurrence-of, issue: SHOP-1 }\n', LOST),
    });
    expect(await findingsOf(book)).toEqual([]);
    book.remove('issues/SHOP-2.md');
    expect(await findingsOf(book)).toEqual([]);
  });

  test('cost nothing where a book has none', async () => {
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-1.md': issue('Cart', '', LOST) });
    expect(await findingsOf(book)).toEqual([]);
  });
});

describe('measured runs in a check', () => {
  const named = (name: string, more = '') =>
    issue('Cart', more).replace('a: { name: "Cart", at: "test/cart.ts:10" }', `a: { name: "${name}" }`);
  const signed = named('Cart > adds an item', TEXT);
  const run = (message: string) => ({
    run: '1',
    at: '2026-01-05T09:00:00Z',
    commit: 'abc1234',
    branch: 'main',
    environment: '',
    url: '',
    formats: ['junit'],
    tests: 1,
    passed: 0,
    flaky: 0,
    failed: 1,
    errored: 0,
    skipped: 0,
    other: 0,
    unfinished: 0,
    partial: false,
    roster: '0123456789abcdef',
    outcomes: [{ test: 'cart.ts :: Cart > adds an item', outcome: 'failed' as const, attempts: 1, message }],
    setup: [],
  });
  const history = (...messages: string[]) => ({
    [runMonthPath('shop', '2026-01')]: writeRunMonth(
      messages.map((message, i) => ({ ...run(message), run: `${i + 1}`, at: `2026-01-0${i + 5}T09:00:00Z` })),
    ),
    [rosterPath('shop', '0123456789abcdef')]: writeRoster(['cart.ts :: Cart > adds an item']),
  });

  test('keep a signature alive that no symptom shows', async () => {
    const book = emptyBook({ ...SMALL_BOOK, 'issues/SHOP-1.md': signed });
    expect(await findingsOf(book)).toEqual(['issues/SHOP-1.md:7 dead-signature']);
    book.write(history('Error: the cart lost 2 items'));
    expect(await findingsOf(book)).toEqual([]);
    book.write(history('Error: the shop is closed'));
    expect(await findingsOf(book)).toEqual(['issues/SHOP-1.md:7 dead-signature']);
  });

  test('show names that no run has', async () => {
    const book = emptyBook({
      ...SMALL_BOOK,
      ...history('Error: x'),
      'issues/SHOP-1.md': named('Cart > adds an itme'),
    });
    expect(await findingsOf(book)).toEqual(['issues/SHOP-1.md:5 unseen-name']);
    book.write({ 'issues/SHOP-1.md': named('Cart > adds an item') });
    expect(await findingsOf(book)).toEqual([]);
  });

  test('of later than the date are not seen, whatever date was checked before', async () => {
    const book = emptyBook({
      ...SMALL_BOOK,
      ...history('Error: the shop is closed', 'Error: the cart lost 2 items'),
      'issues/SHOP-1.md': signed,
    });
    const dead = ['issues/SHOP-1.md:7 dead-signature'];
    expect(await findingsOf(book, ['--as-of', '2026-01-05'])).toEqual(dead);
    expect(await findingsOf(book)).toEqual([]);
    expect(await findingsOf(book, ['--as-of', '2026-01-05'])).toEqual(dead);
    expect(await findingsOf(book, ['--as-of', '2026-01-06T08:59Z'])).toEqual(dead);
    expect(await findingsOf(book, ['--as-of', '2026-01-06T09:00Z'])).toEqual([]);
    book.write(history('Error: the cart lost 2 items', 'Error: the cart lost 2 items'));
    expect(await findingsOf(book, ['--as-of', '2026-01-05'])).toEqual([]);
  });

  test('show no name before the first of them', async () => {
    const named = issue('Cart').replace('name: "Cart"', 'name: "Cart > adds an itme"');
    const book = emptyBook({ ...SMALL_BOOK, ...history('Error: x'), 'issues/SHOP-1.md': named });
    expect(await findingsOf(book, ['--as-of', '2026-01-04'])).toEqual([]);
    expect(await findingsOf(book, ['--as-of', '2026-01-05'])).toEqual(['issues/SHOP-1.md:5 unseen-name']);
  });
});
