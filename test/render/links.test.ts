import { describe, expect, it } from 'vitest';
import { docsFile, docsLinks, siteBase, siteLinks } from '../../src/render/links.ts';

describe('docsFile', () => {
  it.each([
    ['', 'README.md'],
    ['issues', 'issues/README.md'],
    ['patterns', 'patterns/README.md'],
    ['suites', 'suites/README.md'],
    ['reports', 'reports/README.md'],
    ['plan', 'plan.md'],
    ['issues/ds-flaky-003', 'issues/ds-flaky-003.md'],
  ])('%j is %s', (route, file) => {
    expect(docsFile(route)).toBe(file);
  });
});

describe('docsLinks', () => {
  it.each([
    ['', 'issues', undefined, 'issues/README.md'],
    ['', 'plan', undefined, 'plan.md'],
    ['issues', 'issues/ds-flaky-003', undefined, 'ds-flaky-003.md'],
    ['issues/ds-flaky-003', 'issues', undefined, 'README.md'],
    ['issues/ds-flaky-003', '', undefined, '../README.md'],
    ['issues/ds-flaky-003', 'plan', 'next', '../plan.md#next'],
    ['issues/ds-flaky-003', 'patterns/buffer-visibility', 'cure', '../patterns/buffer-visibility.md#cure'],
    ['issues/ds-flaky-003', 'issues/ds-flaky-003', 'fix', '#fix'],
    ['issues/ds-flaky-003', 'issues/ds-flaky-003', undefined, 'ds-flaky-003.md'],
    ['issues/a', 'issues/javascript:alert(2)', undefined, './javascript:alert(2).md'],
    ['plan', 'reports/a (b)#c', undefined, 'reports/a%20(b)%23c.md'],
  ])('from %j to %j %j is %s', (from, to, anchor, href) => {
    expect(docsLinks.href(from, to, anchor)).toBe(href);
  });
});

describe('siteLinks', () => {
  it.each([
    ['', '', undefined, '/'],
    ['/', 'plan', undefined, '/plan/'],
    ['/book', '', undefined, '/book/'],
    ['/book/', 'issues/ds-flaky-003', 'fix', '/book/issues/ds-flaky-003/#fix'],
    ['book', 'from', 'fix', '#fix'],
  ])('with base %j, to %j %j is %s', (base, to, anchor, href) => {
    expect(siteLinks(base).href('from', to, anchor)).toBe(href);
  });

  it.each([
    ['/', '', undefined, '/'],
    ['/book/', '', 'part', '/book#part'],
    ['/book/', 'issues/a', undefined, '/book/issues/a'],
  ])('without an ending, with base %j, to %j %j is %s', (base, to, anchor, href) => {
    expect(siteLinks(base, '').href('from', to, anchor)).toBe(href);
  });
});

it.each([
  [undefined, '/'],
  ['', '/'],
  ['/', '/'],
  ['flakes', '/flakes/'],
  ['/flakes', '/flakes/'],
  ['flakes/', '/flakes/'],
  ['//team/flakes//', '/team/flakes/'],
])('a base of %j is %j', (base, expected) => {
  expect(siteBase(base)).toBe(expected);
});
