import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { breakLines, joinLines } from './break-lines.ts';
import { EXPECTED, makeGolden, readFolder } from './make.ts';

const expected = readFolder(EXPECTED);
const made = await makeGolden();

describe('what the golden book gives', () => {
  it.each([...new Set([...expected.keys(), ...made.keys()])].sort())('%s', (file) => {
    const problem = firstDifference(expected.get(file), made.get(file));
    if (problem !== undefined)
      expect.fail(`${problem}\n\nMeant? \`npm run golden\` renews ${join('test/golden/expected', file)}.`);
  });
});

describe('lines of a page', () => {
  it.each([
    '<p>one</p><p>two</p>',
    '<pre><code>one\n\ntwo</code></pre>\n<ul>\n<li>a<li>b</ul>',
    '<table><tr><td>\n</td></tr></table>\n\n',
  ])('lose nothing of %j', (html) => {
    expect(joinLines(breakLines(html))).toBe(html);
  });

  it('lose nothing of the longest page', () => {
    const page = made.get('site/issues/berth-001.html') ?? '';
    expect(breakLines(joinLines(page))).toBe(page);
  });
});

/** Lines around the first one that differs. */
const SHOWN = 4;

function firstDifference(kept: string | undefined, own: string | undefined): string | undefined {
  if (kept === own) return undefined;
  if (kept === undefined) return 'No such file is expected, and it is made now.';
  if (own === undefined) return 'This file is expected, and it is not made any more.';
  const [was, is] = [kept.split('\n'), own.split('\n')];
  const start = was.findIndex((line, i) => line !== is[i]);
  const first = start === -1 ? was.length : start;
  const show = (lines: readonly string[], sign: string) =>
    lines.slice(first, first + SHOWN).map((line) => `${sign} ${line}`);
  return [`From line ${first + 1}:`, ...show(was, '-'), ...show(is, '+')].join('\n');
}
