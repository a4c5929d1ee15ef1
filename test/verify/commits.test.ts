import { describe, expect, test } from 'vitest';
import type { MemoryTree } from '../support/memory-tree.ts';
import { short, verifyFiles, verifyIssue } from './tree.ts';

// Berlin is an hour ahead of UTC: late on the 3rd is the 4th there.
const LATE = {
  id: `4512e87${'0'.repeat(33)}`,
  authored: '2026-01-03T23:30:00Z',
  committed: '2026-01-06T12:00:00Z',
};
const OTHER = {
  id: `45129${'0'.repeat(35)}`,
  authored: '2026-01-02T10:00:00Z',
  committed: '2026-01-02T10:00:00Z',
};

function commit(entry: string, tree: MemoryTree = { commits: [LATE, OTHER] }): string[] {
  return verifyIssue(`tests:\n  a: {}\ntimeline:\n  - open: 2026-01-01\n${entry}`, '', tree)
    .filter(({ kind }) => kind === 'commit')
    .map(short);
}

const fixed = (day: string, id = '4512e87') => commit(`  - fixed: ${day}\n    commit: ${JSON.stringify(id)}`);

describe('a commit of the timeline', () => {
  test.each(['2026-01-04', '2026-01-06', '2026-01-06T03:00Z'])(
    'on the day of either date, in the zone of the book: %s',
    (day) => expect(fixed(day)).toEqual(['commit confirmed']),
  );

  test('on another day', () => {
    expect(fixed('2026-01-03')).toEqual([
      'commit moved to 2026-01-04: written 2026-01-04, committed 2026-01-06, but the entry says 2026-01-03',
    ]);
    expect(fixed('2026-01-03', '45129')).toEqual([
      'commit moved to 2026-01-02: the commit is from 2026-01-02, but the entry says 2026-01-03',
    ]);
  });

  test('that nobody has', () =>
    expect(fixed('2026-01-04', 'abcdef0')).toEqual(['commit not-found: the repository has no such commit']));

  test('that a shallow clone may lack', () => {
    const entry = '  - fixed: 2026-01-04\n    commit: abcdef0';
    expect(commit(entry, { isShallow: true })).toEqual([
      'commit not-checkable: the repository is a shallow clone, which lacks older commits',
    ]);
  });

  test('several begin like it', () =>
    expect(fixed('2026-01-04', '4512')).toEqual([
      'commit not-checkable: several objects have ids that start with it',
    ]));

  test.each(['--output=x', 'HEAD~3', 'main', 'PR 12', 'abc', 'a'.repeat(65)])('%s is no id', (id) => {
    expect(fixed('2026-01-04', id)).toEqual(['commit not-checkable: it is not a commit id']);
  });
});

describe('a commit of an observation', () => {
  const observed = (date: string, of: 'issue' | 'test') => {
    const one = `observed: [{ date: ${date}, failed: 1, of: 9, commit: 4512e87 }]`;
    const front = of === 'test' ? `tests:\n  a: { ${one} }\n` : `${one}\ntests:\n  a: {}\n`;
    return verifyIssue(`${front}timeline:\n  - open: 2026-01-01`, '', { commits: [LATE] })
      .filter(({ kind }) => kind === 'commit')
      .map((claim) => `${claim.of} ${short(claim)}`);
  };

  test.each(['issue', 'test'] as const)('of an %s is there, and no younger than its runs', (of) => {
    expect(observed('2026-01-07', of)).toEqual(['observed 2026-01-07 commit confirmed']);
    expect(observed('2026-01-05', of)).toEqual([
      'observed 2026-01-05 commit moved to 2026-01-06: the commit is younger than the run',
    ]);
  });
});

describe('references, runs and other records of the suite', () => {
  const suite = `---
title: Shop
runs:
  early: { date: 2026-01-05, commit: 4512e87 }
  late: { date: 2026-01-06, commit: 4512e87 }
references: [design]
---
`;
  const files = {
    'suites/shop.md': suite,
    'references/design.yaml': `title: Design
items:
  there: { title: A, path: docs/a.md }
  anchor: { title: B, path: "docs/a.md#part" }
  folder: { title: C, path: docs }
  moved: { title: D, path: b.md }
  gone: { title: E, path: docs/c.md }
  outside: { title: F, path: ../f.md }
  url: { title: G, url: "https://example.org" }
`,
    'references/unused.yaml': 'title: U\nitems:\n  u: { title: U, path: u.md }\n',
  };

  test('paths resolve, and a run is no older than its commit', () => {
    const tree = { files: { 'docs/a.md': '', 'docs/deep/b.md': '' }, commits: [LATE] };
    expect(verifyFiles(files, tree).map((claim) => `${claim.record}/${claim.of} ${short(claim)}`)).toEqual([
      'design/there reference confirmed',
      'design/anchor reference confirmed',
      'design/folder reference confirmed',
      'design/moved reference moved to docs/deep/b.md',
      'design/gone reference not-found: there is no such file',
      'design/outside reference not-checkable: the path leads out of the repository',
      'shop/early run moved to 2026-01-06: the commit is younger than the run',
      'shop/late run confirmed',
    ]);
  });
});
