import { describe, expect, test } from 'vitest';
import { check } from '../records/book.ts';
import { ISSUE_FILE, issueWith } from '../support/example-book.ts';

const conflict = (ours: string, theirs: string) =>
  `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> feature/pages`;

describe('a merge that nobody finished is one finding', () => {
  test.each([
    [
      'front matter',
      { [ISSUE_FILE]: issueWith(conflict('owner: shop', 'owner: till')) },
      `${ISSUE_FILE}:6:1`,
    ],
    ['a body', { [ISSUE_FILE]: issueWith('', conflict('Run 12.', 'Run 14.')) }, `${ISSUE_FILE}:10:1`],
    ['a record as a whole', { [ISSUE_FILE]: conflict(issueWith(''), issueWith('')) }, `${ISSUE_FILE}:1:1`],
    [
      'settings',
      { 'book.yaml': `title: T\n${conflict('timeZone: UTC', 'timeZone: CET')}\n` },
      'book.yaml:2:1',
    ],
  ])('in %s', (_, files, place) => {
    expect(check(files).filter((found) => found.includes('conflict'))).toEqual([`${place} conflict-markers`]);
    expect(check(files).filter((found) => found.startsWith(place.replace(/:.*/, '')))).toHaveLength(1);
  });

  test.each([
    ['an underlined heading', 'Pages\n=======\n\nText.'],
    ['a quoted marker', '    <<<<<<< HEAD\n'],
    ['one marker alone', '```text\n<<<<<<< HEAD\n```'],
  ])('but not %s', (_, body) => {
    expect(
      check({ [ISSUE_FILE]: issueWith('', body) }).filter((found) => found.includes('conflict')),
    ).toEqual([]);
  });
});
