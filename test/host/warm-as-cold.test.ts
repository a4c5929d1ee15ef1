import {
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cache } from '../../src/host/cache.ts';
import { inTempFolder, readWith } from './folders.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const ISSUES = [1, 2, 3, 4, 5].map((number) => `issues/DS-FLAKY-00${number}.md`);
const FILES = [
  ...ISSUES,
  'suites/data-storage.md',
  'patterns/shared-state.md',
  'patterns/data-race.md',
  'references/this-session.yaml',
];

/** What an editor, git or a merge does to a content folder. */
type Edit = (content: string) => void;

const replace =
  (file: string, pattern: RegExp, text: string): Edit =>
  (content) => {
    const path = join(content, file);
    if (existsSync(path)) writeFileSync(path, readFileSync(path, 'utf8').replace(pattern, text));
  };

const file = fc.constantFrom(...FILES);
const issue = fc.constantFrom(...ISSUES);
const word = fc.constantFrom('one', 'two', 'three');

/** A sentence somewhere in the front matter says something else. */
const reword = fc.tuple(file, fc.nat(40)).map(
  ([name, index]): Edit =>
    (content) => {
      const path = join(content, name);
      if (!existsSync(path)) return;
      const lines = readFileSync(path, 'utf8').split('\n');
      const sentences = [...lines.keys()].filter((i) =>
        /^\s+(title|claim|does|gain|cost|label): [^"{]*$/.test(lines[i] ?? ''),
      );
      const chosen = sentences[index % sentences.length];
      if (chosen !== undefined) lines[chosen] += ' indeed';
      writeFileSync(path, lines.join('\n'));
    },
);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { arbitrary: reword, weight: 6 },
  fc
    .tuple(file, word)
    .map(([name, text]) => replace(name, /^title: .*$/m, `title: A title of ${text} words`)),
  fc
    .tuple(issue, word)
    .map(([name, text]) => replace(name, /$/, `\n## Notes\n\nNote ${text}, see DS-FLAKY-001.\n`)),
  fc
    .tuple(issue, fc.constantFrom('critical', 'low', 'huge'))
    .map(([name, text]) => replace(name, /^impact: .*$/m, `impact: ${text}`)),
  fc
    .tuple(issue, fc.constantFrom('2026-01-05', '2026-01-06'))
    .map(([name, date]) => replace(name, /^timeline:\n/m, `timeline:\n  - open: ${date}\n`)),
  issue.map((name) => replace(name, /$/, '\n```go\nfunc main() {}\n```\n')),
  word.map((text) => replace('book.yaml', /^title: .*$/m, `title: Book ${text}`)),
  fc.constantFrom('high: High', 'high: Very high').map((label) => replace('book.yaml', /high: .*/, label)),
  fc
    .constantFrom('UTC', 'Asia/Tokyo')
    .map((zone) => replace('book.yaml', /timeZone: .*/, `timeZone: ${zone}`)),
  file.map(
    (name): Edit =>
      (content) =>
        rmSync(join(content, name), { force: true }),
  ),
  fc.tuple(file, file).map(
    ([from, to]): Edit =>
      (content) => {
        if (existsSync(join(content, from))) renameSync(join(content, from), join(content, to));
      },
  ),
  fc.tuple(issue, fc.constantFrom('DS-FLAKY-006', 'DS-FLAKY-007')).map(
    ([name, id]): Edit =>
      (content) => {
        if (existsSync(join(content, name))) cpSync(join(content, name), join(content, `issues/${id}.md`));
      },
  ),
  file.map(
    (name): Edit =>
      (content) =>
        cpSync(join(CONTENT, name), join(content, name)),
  ),
);

test('after any edits a warm run says to the byte what a cold one says', async () => {
  let withPages = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(edit, { minLength: 1, maxLength: 2 }), { minLength: 3, maxLength: 6 }),
      (steps) =>
        inTempFolder(async (folder) => {
          const content = join(folder, 'content');
          cpSync(CONTENT, content, { recursive: true });
          await readWith(content);
          for (const edits of steps) {
            for (const apply of edits) apply(content);
            const warm = await readWith(content);
            expect(warm).toEqual(await readWith(content, Cache.inMemory));
            if (Object.keys(warm.pages).length > 1) withPages += 1;
          }
          const asOf = '2026-01-05';
          expect(await readWith(content, undefined, asOf)).toEqual(
            await readWith(content, Cache.inMemory, asOf),
          );
        }),
    ),
    { seed: 20260104, numRuns: 4, endOnFailure: true },
  );
  // Else the edits would be too wild to say anything about pages.
  expect(withPages).toBeGreaterThan(4);
});

const titled = (title: string) => `---\ntitle: ${title}\nsummary: x\n---\n`;

/** The first line of a page of a pattern, before and after its file was changed. */
async function headingsAround(
  write: (path: string, text: string) => void,
  between: (content: string) => Promise<void> | void,
): Promise<(string | undefined)[]> {
  return inTempFolder(async (folder) => {
    const content = join(folder, 'content');
    const path = join(content, 'patterns/first.md');
    cpSync(CONTENT, content, { recursive: true });
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
