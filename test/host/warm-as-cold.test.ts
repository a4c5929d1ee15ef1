import { cpSync, mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cache } from '../../src/host/cache.ts';
import { openBook } from '../../src/host/open-book.ts';
import { openWorkspace } from '../../src/host/open-workspace.ts';
import { BOOK, type Edit, edits, listed, replaced, restored, withDecision, withRun } from './edits.ts';
import { inTempFolder, readWith } from './folders.ts';
import { type Reading, WatchedBook } from './watched-book.ts';

/** A copy of the golden book with one report date of the past: each of them has pages of its own. */
function inGoldenBook(work: (book: WatchedBook) => Promise<void>): Promise<void> {
  return inTempFolder((folder) => {
    const content = join(folder, 'content');
    cpSync(BOOK, content, { recursive: true });
    replaced('reports', 'book.yaml', /^reports: .*$/m, 'reports: [2026-03-01]').apply(content);
    return work(new WatchedBook(content));
  });
}

/** What a warm run says of the book, once it is known that a cold one says the same. */
async function readTwice(book: WatchedBook, asOf?: string): Promise<Reading> {
  const [warm, cold] = [await book.warm(asOf), await book.cold(asOf)];
  const places = [...new Set([...Object.keys(warm.pages), ...Object.keys(cold.pages)])];
  const stale = places.filter((place) => warm.pages[place] !== cold.pages[place]);
  for (const place of stale) expect(warm.pages[place], place).toBe(cold.pages[place]);
  expect(warm.findings).toEqual(cold.findings);
  return warm;
}

test('after any edit a warm run says to the byte what a cold one says', async () => {
  const kinds = new Set<string>();
  let [count, withPages] = [0, 0];
  await fc.assert(
    fc.asyncProperty(edits(9), (series) =>
      inGoldenBook(async (book) => {
        await book.warm();
        let ruined: readonly string[] = [];
        for (const edit of series) {
          restored(ruined).apply(book.content);
          edit.apply(book.content);
          const { pages } = await readTwice(book);
          ruined = 'docs/' in pages ? [] : edit.files;
          kinds.add(edit.kind);
          count += 1;
          if (ruined.length === 0) withPages += 1;
        }
        restored(ruined).apply(book.content);
        await readTwice(book, '2026-03-10');
      }),
    ),
    { seed: 20260323, numRuns: 12, endOnFailure: true },
  );
  // Else the edits would be too few or too much alike, or too wild to say anything of pages.
  expect(count).toBeGreaterThanOrEqual(100);
  expect(withPages).toBeGreaterThan(70);
  expect(kinds.size).toBeGreaterThanOrEqual(16);
});

interface Follows {
  readonly says: string;
  /** What the book is before the edit, where it is not the golden one. */
  readonly given?: Edit;
  readonly edit: Edit;
  /** The page that must follow, and what it says then and did not say before. */
  readonly page: string;
  readonly text: string;
}

const STABLE = 'With {{suite.stable}} stable, should BERTH-003 wait?';
const NOT_FLAKY = listed(
  'status',
  'issues/BERTH-008.md',
  'timeline',
  '  - not-flaky: 2026-03-23\n    why: It is not',
);
const DECIDED = withDecision(STABLE, 'BERTH-003');

/** Pages that show what stands in another file, or follows from it. */
const FOLLOWS: readonly Follows[] = [
  {
    says: 'an issue, a figure in a decision of its suite that is about it',
    given: DECIDED,
    edit: NOT_FLAKY,
    page: 'issues/berth-003',
    text: 'With 39 of 42 (92.9%) stable',
  },
  {
    says: 'the list of decisions, a figure in one of them',
    given: DECIDED,
    edit: NOT_FLAKY,
    page: 'decisions',
    text: 'With 39 of 42 (92.9%) stable, should',
  },
  {
    says: 'the suite, a figure in its own decision',
    edit: NOT_FLAKY,
    page: 'suites/berths',
    text: 'With 39 of 42 (92.9%) stable, which one first?',
  },
  {
    says: 'a pattern, the title of an issue that has it',
    edit: replaced('title', 'issues/BERTH-008.md', /^title: .*$/m, 'title: Seeds meet'),
    page: 'patterns/left-behind',
    text: 'Seeds meet',
  },
  {
    says: 'the documents, an issue that cites one',
    edit: replaced(
      'citation',
      'issues/BERTH-008.md',
      /^timeline:\n/m,
      'references: [quay-plan]\ntimeline:\n',
    ),
    page: 'references',
    text: 'BERTH-008',
  },
  {
    says: 'an issue, the title of its suite',
    edit: replaced('title', 'suites/berths.md', /^title: .*$/m, 'title: Quay tests'),
    page: 'issues/berth-007',
    text: 'Quay tests',
  },
  {
    says: 'an issue, a run of its suite',
    edit: withRun('runs/suite=berths/month=2026-03/runs.jsonl', 'one-more'),
    page: 'issues/berth-002',
    text: '40 measured runs',
  },
];

describe('a page follows what it shows', () => {
  test.each(FOLLOWS)('$says', ({ given, edit, page, text }) =>
    inGoldenBook(async (book) => {
      given?.apply(book.content);
      const before = await book.warm();
      edit.apply(book.content);
      const { pages } = await readTwice(book);
      expect(before.pages[`docs/${page}`]).toBeDefined();
      expect(before.pages[`docs/${page}`]).not.toContain(text);
      expect(pages[`docs/${page}`]).toContain(text);
    }),
  );
});

test('every answer behind the pages can be kept whole', () =>
  inGoldenBook(async ({ content }) => {
    const workspace = openWorkspace(content, Cache.inMemory);
    const { asOf } = await workspace.check();
    const book = openBook(workspace.cache, asOf, true);
    const pages = (['docs', 'site'] as const).flatMap((output) => book.pages(output));
    const digests = new Set(pages.map((spec) => book.digest(spec)));
    workspace.close();
    expect(digests.size).toBeGreaterThan(50);
  }));

const titled = (title: string) => `---\ntitle: ${title}\nsummary: x\n---\n`;

/** The first line of a page of a pattern, before and after its file was changed. */
async function headingsAround(
  write: (path: string, text: string) => void,
  between: (content: string) => Promise<void> | void,
): Promise<(string | undefined)[]> {
  return inTempFolder(async (folder) => {
    const content = join(folder, 'content');
    const path = join(content, 'patterns/first.md');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(join(content, 'book.yaml'), 'title: One pattern\n');
    const read = async () => (await readWith(content)).pages['docs/patterns/first']?.split('\n', 1)[0];
    write(path, titled('aaaa'));
    const before = await read();
    write(path, titled('bbbb'));
    await between(content);
    return [before, await read()];
  });
}

test('an edit of the same size in the same tick of the clock is seen', async () => {
  const headings = await headingsAround(writeFileSync, (content) => {
    // What the file system would say, had the edit come in the tick in which the file was read.
    const { mtimeMs, ctimeMs } = statSync(join(content, 'patterns/first.md'));
    const cache = Cache.open(content);
    const ms = Math.max(mtimeMs, ctimeMs);
    cache.run('UPDATE files SET changedMs = ? WHERE file = ?', ms, 'patterns/first.md');
    cache.close();
  });
  expect(headings).toEqual(['# aaaa', '# bbbb']);
});

test('an edit of the same size that keeps the time of the file is seen', async () => {
  const writeBackdated = (path: string, text: string) => {
    writeFileSync(path, text);
    utimesSync(path, 1_700_000_000, 1_700_000_000);
  };
  expect(await headingsAround(writeBackdated, () => sleep(100))).toEqual(['# aaaa', '# bbbb']);
});
