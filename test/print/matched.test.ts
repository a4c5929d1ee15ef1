import { describe, expect, test } from 'vitest';
import { FILE_START } from '../../src/core/finding.ts';
import type { MatchedFailure, MatchedIssue, MatchedRun } from '../../src/pages/matches/matched-run.ts';
import { composeMatches } from '../../src/pages/matches/summary.ts';
import { matchAnnotations, matchLines } from '../../src/print/matched.ts';
import { docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { finding, problemOf } from '../../src/runs/read/rules.ts';
import { parse } from '../support/markdown.ts';
import { shownBy } from '../support/shown-by.ts';

/** Texts as long as they come, each with what Markdown, HTML, terminals and GitHub obey. */
const LONG = '<b>|`接続\\ ::error ##[x] \u202e\u0000%0A '.repeat(100);

function issue(i: number): MatchedIssue {
  return {
    issue: `X-${i}`,
    testId: `X-${i}`,
    by: 'signature',
    text: LONG,
    found: LONG,
    differs: Array.from({ length: 6 }, () => ({ was: LONG, is: LONG })),
    title: LONG,
    status: 'open',
    statusLabel: 'Open',
    group: 'unresolved',
    workarounds: [{ fix: 'wait', title: LONG, does: LONG, planned: false }],
    link: `https://team.example/flakes/issues/x-${i}/`,
  };
}

function failure(kind: MatchedFailure['kind'], i: number, issues: number): MatchedFailure {
  const list = Array.from({ length: issues }, (_, k) => issue(k));
  return { test: `${i} ${kind} ${LONG}`, outcome: 'failed', kind, message: LONG, issues: list };
}

function run(failures: readonly MatchedFailure[], unread: number): MatchedRun {
  const files = Array.from({ length: unread }, (_, i) => ({
    file: `results/${i}.xml`,
    format: 'unknown' as const,
    partial: false,
    short: false,
    problems: [
      problemOf(finding('unknown-results', FILE_START, { found: 'content', expected: 'JUnit XML' })),
    ],
  }));
  return { asOf: '2026-01-04', tests: 1000, passed: 0, skipped: 0, files, failures };
}

const MANY = run(
  [
    ...Array.from({ length: 300 }, (_, i) => failure('new', i, 40)),
    ...Array.from({ length: 300 }, (_, i) => failure('known', i, 40)),
  ],
  100,
);

describe('a run with failures without end', () => {
  test('has a summary that GitHub takes, its table whole and nothing but text in it', () => {
    const markdown = renderMarkdown(composeMatches(MANY), docsLinks);
    expect(new TextEncoder().encode(markdown).length).toBeLessThan(1024 * 1024);
    const tree = parse(markdown);
    expect(JSON.stringify(tree)).not.toMatch(/"type":"(?:html|image)"/);
    const tables = tree.children.filter((node) => node.type === 'table');
    expect(tables).toHaveLength(1);
    expect(new Set(tables.flatMap(({ children }) => children.map((row) => row.children.length)))).toEqual(
      new Set([5]),
    );
    expect(markdown).toContain('500 more failures are not in this table.');
    expect(markdown).toContain('37 more issues');
  });

  test('shows of each kind of annotation as many as GitHub does, what nobody knows among them', () => {
    const lines = shownBy((terminal) => terminal.annotate(matchAnnotations(MANY)))
      .trimEnd()
      .split('\n');
    const errors = lines.filter((line) => line.startsWith('::error '));
    expect(errors).toHaveLength(10);
    expect(errors.filter((line) => line.includes('title=new%3A '))).toHaveLength(6);
    expect(lines.filter((line) => line.startsWith('::notice '))).toHaveLength(10);
    expect(errors.join('\n')).toContain('The files have 97 more problems.');
  });

  test('says on a terminal what is wrong with the files in a line or four, then what failed', () => {
    const lines = shownBy((terminal) => terminal.lines(matchLines(MANY))).split('\n');
    expect(lines[0]).toBe('600 of 1000 tests failed: 300 new and 300 known.');
    expect(lines[4]).toBe('The files have 97 more problems.');
    expect(lines[6]).toMatch(/^new {3}0 new <b>/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(1200);
  });

  test('tells of each issue on a terminal once, and names it with its other failures', () => {
    const known = (test: string, issues: readonly MatchedIssue[]): MatchedFailure => ({
      ...{ test, outcome: 'failed', kind: 'known', message: 'Error: the cart is empty', issues },
    });
    const [cart, shop] = ['X-1', 'X-2'].map(
      (id): MatchedIssue => ({
        ...{
          ...issue(0),
          issue: id,
          title: `Title ${id}`,
          text: 'is empty',
          found: 'is empty',
          link: `issues/${id}.md`,
        },
        differs: [{ was: '2', is: '3' }],
        workarounds: [{ fix: 'wait', title: `Wait for ${id}`, planned: false }],
      }),
    );
    if (!cart || !shop) throw new Error('There are two issues.');
    const failures = [known('a', [cart]), known('b', [shop, cart]), known('c', [cart])];
    const out = shownBy((terminal) => terminal.lines(matchLines(run(failures, 0))));
    const pad = ' '.repeat(6);
    expect(out.slice(out.indexOf('known a')).split('\n')).toEqual([
      'known a',
      `${pad}> the cart is empty`,
      `${pad}X-1 Title X-1 (Open)`,
      `${pad}  matches a signature: is empty`,
      `${pad}  differs: 2 → 3`,
      `${pad}  workaround: Wait for X-1`,
      `${pad}  issues/X-1.md`,
      '',
      'known b',
      `${pad}> the cart is empty`,
      `${pad}X-2 Title X-2 (Open)`,
      `${pad}  matches a signature: is empty`,
      `${pad}  differs: 2 → 3`,
      `${pad}  workaround: Wait for X-2`,
      `${pad}  issues/X-2.md`,
      `${pad}X-1, as above; matches a signature: is empty; differs: 2 → 3`,
      '',
      'known c',
      `${pad}> the cart is empty`,
      `${pad}X-1, as above; matches a signature: is empty; differs: 2 → 3`,
      '',
    ]);
  });
});
