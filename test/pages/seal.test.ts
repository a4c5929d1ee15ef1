import { expect, it } from 'vitest';
import { movedRecords } from '../../src/pages/report/seal.ts';
import type { Issue } from '../../src/records/issue/issue.ts';
import { assemble } from '../support/assemble.ts';
import { bookAt, CONTENT, readFiles } from '../support/book.ts';

const ISSUE = 'DS-FLAKY-001';
const parts = assemble(readFiles(CONTENT));

/** Which records a report would call moved, had one issue been written so. */
function movedBy(write: (issue: Issue) => Issue): string[] {
  const issues = new Map(parts.kb.issues);
  const issue = issues.get(ISSUE);
  if (!issue) throw new Error(`No issue ${ISSUE}`);
  const seal = (other: typeof issues) => {
    const book = bookAt({ ...parts, kb: { ...parts.kb, issues: other } }, parts.asOf);
    return book.seal(issue.suite);
  };
  const short = seal(issues).records.map(([file, digest]) => [file, digest.slice(0, 16)] as const);
  const written = { asOf: parts.asOf, suite: issue.suite, records: new Map(short) };
  return movedRecords(written, seal(issues.set(ISSUE, write(issue))));
}

it('tells a record that says something else', () => {
  expect(movedBy((issue) => ({ ...issue, owner: 'nobody-yet' }))).toEqual([`issues/${ISSUE}.md`]);
});

it('leaves a record alone whose fields are in another order, or empty', () => {
  expect(movedBy((issue) => Object.fromEntries(Object.entries(issue).reverse()) as Issue)).toEqual([]);
  expect(movedBy((issue) => ({ ...issue, ...{ newField: [], another: {} } }))).toEqual([]);
});
