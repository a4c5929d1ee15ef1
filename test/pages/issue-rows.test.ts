import { expect, it } from 'vitest';
import { makeRow } from '../../src/pages/issue-rows.ts';
import { buildIssue, entry, readFirst } from '../asof/build.ts';

it('the rate of an issue is that of the tests that its label names', () => {
  const timeline = [entry('open', '2026-01-04'), entry('fixed', '2026-01-05', { tests: ['a'] })];
  const reading = readFirst('2026-01-06', buildIssue('U-1', { timeline }, 'ab'));
  const measured = new Map([
    ['U-1a', 0.5],
    ['U-1b', 0.1],
  ]);
  expect(makeRow(reading, false, measured)).toMatchObject({ label: 'U-1b', rate: 0.1 });
});
