import { describe, expect, test } from 'vitest';
import { copiedBook } from '../cli/run.ts';

const NOTE = (words: string, test = 'TestAnother') => `---
title: Another
suite: data-storage
tests:
  a: { name: ${test} }
timeline:
  - open: 2026-01-04
---

## Notes

${words}
`;

describe('numbers in the prose of a record', () => {
  test('that the records contradict are warnings at their place', async () => {
    const { write, run } = copiedBook();
    write({ 'issues/DS-FLAKY-006.md': NOTE('By now 155/157 tests of the suite are stable (98.7%).') });
    const { code, stdout } = await run('check', '--format', 'json');
    const found = JSON.parse(stdout) as { ruleId: string; severity: string; file: string; line: number }[];
    expect(code).toBe(0);
    expect(found).toMatchObject([
      { ruleId: 'audit-stable', severity: 'warning', file: 'issues/DS-FLAKY-006.md', line: 12 },
    ]);
  });

  test('that their own counts contradict are found too', async () => {
    const { write, run } = copiedBook();
    write({ 'issues/DS-FLAKY-006.md': NOTE('So far 6 of 8 tests passed (85%).') });
    expect((await run('check')).stdout).toContain('audit-share');
  });

  test('have the same place whatever ends the lines', async () => {
    const { write, run } = copiedBook();
    const note = NOTE('So far 6 of 8 tests passed (85%).');
    const found = async (text: string) => {
      write({ 'issues/DS-FLAKY-006.md': text });
      const { stdout } = await run('check', '--format', 'json');
      return JSON.parse(stdout);
    };
    const plain = await found(note);
    expect(plain).toMatchObject([{ ruleId: 'audit-share', line: 12, column: 29 }]);
    expect(await found(note.replaceAll('\n', '\r\n'))).toEqual(plain);
  });

  test('that are references are never wrong', async () => {
    const { write, run } = copiedBook();
    write({ 'issues/DS-FLAKY-006.md': NOTE('By now {{suite.stable}} tests of the suite are stable.') });
    expect((await run('check')).stdout).toContain('no findings');
  });

  test('are looked at again when another record changes what is true', async () => {
    const { write, run } = copiedBook();
    write({ 'issues/DS-FLAKY-006.md': NOTE('By now 152/157 tests of the suite are stable.') });
    expect((await run('check')).stdout).toContain('no findings');
    write({ 'issues/DS-FLAKY-007.md': NOTE('Nothing to count.', 'TestOneMore') });
    expect((await run('check')).stdout).toContain('audit-stable');
  });
});
