import { describe, expect, it } from 'vitest';
import { dayOf, type Files, makeBook } from '../../scripts/bench/book.ts';
import { readProse } from '../../src/audit/audit.ts';
import { severityOf } from '../../src/rules/rules.ts';
import { parseMarkdown } from '../../src/text/body.ts';
import { assemble } from '../support/assemble.ts';

function issuesOf(files: Files): string[] {
  return [...files].flatMap(([file, text]) => (file.startsWith('issues/') ? [text] : []));
}

function check(files: Files) {
  return assemble(new Map([...files].map(([file, text]) => [file, Buffer.from(text)])));
}

describe('makeBook', () => {
  const { files, tests } = makeBook(240, 'warnings');
  const issues = issuesOf(files);

  it('makes as many records as asked for, and book.yaml, the same every time', () => {
    expect(files.size).toBe(241);
    expect([...makeBook(240, 'warnings').files]).toEqual([...files]);
    const large = [...makeBook(1000, 'warnings').files.keys()];
    expect(large).toHaveLength(1001);
    expect(large.filter((file) => file.startsWith('suites/'))).toHaveLength(5);
  });

  it('makes a book to build: all links, ids, dates and numbers are right, and some records have a warning', () => {
    const { findings, kb, asOf } = check(files);
    expect(findings.filter((finding) => severityOf(finding) === 'error')).toEqual([]);
    expect(findings.length).toBeGreaterThan(0);
    expect(kb.issues.size).toBe(issues.length);
    expect(asOf < '2026-01-01').toBe(true);
  });

  it('makes a book to check, with a fault in one issue of twenty', () => {
    const faulty = makeBook(240, 'errors').files;
    const changed = [...faulty].filter(([file, text]) => files.get(file) !== text);
    const rules = new Set(check(faulty).findings.map(({ ruleId }) => ruleId));
    expect(changed.length / issues.length).toBeGreaterThan(0.02);
    expect(changed.length / issues.length).toBeLessThan(0.06);
    expect(rules.size).toBeGreaterThan(5);
  });

  it('makes issues of about 3 KB with code that no other has', () => {
    const mean = issues.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / issues.length;
    expect(mean).toBeGreaterThan(2700);
    expect(mean).toBeLessThan(3700);
    const blocks = issues.flatMap((text) => text.match(/```[^`]+```/g) ?? []);
    expect(blocks.length / issues.length).toBeGreaterThan(3);
    expect(new Set(blocks).size).toBe(blocks.length);
    expect(issues.filter((text) => /^ +same: /m.test(text)).length).toBeGreaterThan(0.1 * issues.length);
    expect(issues.join('')).not.toMatch(/[«»]/);
  });

  it('writes numbers that the audit reads and figures that pages fill in', () => {
    const texts = issues.slice(0, 60);
    const read = texts.filter((text) => readProse(parseMarkdown(text), text).figures.length > 0);
    expect(read.length / texts.length).toBeGreaterThan(0.1);
    expect(texts.filter((text) => text.includes('{{')).length / texts.length).toBeGreaterThan(0.4);
  });

  it('names the tests of the issues as their records do', () => {
    for (const { issueFile, group, name, file } of tests) {
      expect(files.get(issueFile)).toContain(`name: "${group} > ${name}"`);
      expect(files.get(issueFile)).toContain(`${file}:`);
    }
  });
});

describe('dayOf', () => {
  it.each([
    [0, '2024-01-01'],
    [59, '2024-02-29'],
    [730, '2025-12-31'],
  ])('counts %i days as the calendar does', (days, date) => {
    expect(dayOf(days)).toBe(date);
  });
});
