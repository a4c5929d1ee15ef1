import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knowFigures } from '../../src/audit/audit.ts';
import { CHECK } from '../../src/host/book-questions.ts';
import { Cache } from '../../src/host/cache.ts';
import type { OpenBook } from '../../src/host/open-book.ts';
import { openWorkspace } from '../../src/host/open-workspace.ts';
import { historyFiles, writeFiles } from '../support/runs.ts';
import { inTempFolder } from './folders.ts';

const ISSUES = ['S-001', 'S-002', 'S-003'];

const id = fc.constantFrom(...ISSUES, 'S-004');

const entry = fc.oneof(
  fc.constantFrom(
    'fixed: 2026-02-01',
    'fixed: 2026-02-03',
    'fixed: 2026-02-01\n    fix: lock',
    'seen: 2026-02-03',
  ),
  fc
    .constantFrom('2026-01-20', '2026-02-02', '2026-03-01')
    .map((until) => `quarantined: 2026-01-05\n    until: ${until}`),
);

/** The parts of an issue that findings of other files may depend on; few values, so that they meet often. */
const parts = fc.record({
  suite: fc.constantFrom('shop', 'shop', 'stall'),
  above: fc.nat(2),
  letter: fc.constantFrom('a', 'b'),
  fix: fc.constantFrom(
    '',
    '',
    'kind: mitigation',
    'kind: fix, horizon: immediate, effort: 2h',
    'same: S-001',
    'same: S-002',
  ),
  signature: fc.constantFrom(
    '',
    'text: the cart lost 2 items',
    'text: the cart lost',
    "regex: 'lost \\d items'",
    'text: no wheels',
  ),
  symptom: fc.constantFrom(
    '',
    'Error: the cart lost 2 items',
    'Error: the cart lost 2 items now',
    'Error: the cart has no wheels',
  ),
  related: fc.option(id, { nil: undefined, freq: 1 }),
  prose: fc.constantFrom(
    'Nothing.',
    'See S-002 and S-003b.',
    'See [it](S-002.md).',
    'Status: 1 fixed, 2 open.',
    'Soon.\n\n### Immediate (next 3 hours)',
    'By now 9/10 tests of the suite are stable (90%).',
    'So far 6 of 8 tests passed (85%).',
  ),
  entries: fc.array(entry, { maxLength: 2 }),
});

const PART_NAMES = [
  'suite',
  'above',
  'letter',
  'fix',
  'signature',
  'symptom',
  'related',
  'prose',
  'entries',
] as const;

type Parts = typeof parts extends fc.Arbitrary<infer Value> ? Value : never;

function issueText({
  suite,
  above,
  letter,
  fix,
  signature,
  symptom,
  related,
  prose,
  entries,
}: Parts): string {
  return [
    `---\n${'# A remark\n'.repeat(above)}title: The cart`,
    `suite: ${suite}\ntests:\n  ${letter}: { name: Cart ${letter} }`,
    `causes:\n  order: {}`,
    fix === '' ? '' : `fixes:\n  lock: { ${fix} }`,
    signature === '' ? '' : `signatures:\n  - ${signature}`,
    related === undefined ? '' : `related:\n  - issue: ${related}`,
    ['timeline:\n  - open: 2026-01-04', ...entries].join('\n  - '),
    '---',
    symptom === '' ? '' : `\n## Symptom\n\n\`\`\`text\n${symptom}\n\`\`\``,
    `\n## Notes\n\n${prose}\n`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

const suiteText = fc
  .constantFrom('10', '11')
  .map((count) => `---\ntitle: The shop\nsize:\n  - { date: 2026-01-01, tests: ${count} }\n---\n`);
const patternText = fc.constantFrom('---\ntitle: Order\nsummary: x\n---\n', '---\nsummary: x\n---\n');

/** A month of runs, some of them later than the date that is checked beside the newest. */
const runFiles = fc
  .array(
    fc.constantFrom('', 'Error: the cart lost 2 items', 'Error: no wheels', 'Error: the shop is closed'),
    { minLength: 1, maxLength: 4 },
  )
  .map((messages) => {
    const letters = messages.map((message) => (message === '' ? 'P' : 'F')).join('');
    const days = messages.map((_, i) => [i, { at: `2026-02-0${i + 1}T09:00:00Z` }]);
    return historyFiles(
      'shop',
      { 'cart.ts :: adds': letters },
      { message: (_, i) => messages[i] ?? '', runs: Object.fromEntries(days) },
    );
  });

/** The issues as they stand, by id. */
type Issues = Map<string, Parts>;

/** What somebody does to a content folder, mostly to one part of one issue. */
type Change = (content: string, issues: Issues) => void;

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(fc.constantFrom(...ISSUES), parts, fc.constantFrom(...PART_NAMES)).map(
      ([name, next, part]): Change =>
        (content, issues) =>
          writeIssue(content, issues, name, { ...(issues.get(name) ?? next), [part]: next[part] }),
    ),
  },
  {
    weight: 1,
    arbitrary: suiteText.map(
      (text): Change =>
        (content) =>
          write(content, 'suites/shop.md', text),
    ),
  },
  {
    weight: 1,
    arbitrary: patternText.map(
      (text): Change =>
        (content) =>
          write(content, 'patterns/order.md', text),
    ),
  },
  {
    weight: 3,
    arbitrary: runFiles.map(
      (files): Change =>
        (content) =>
          writeFiles(content, files),
    ),
  },
  {
    weight: 4,
    arbitrary: id.map(
      (name): Change =>
        (content, issues) => {
          issues.delete(name);
          rmSync(join(content, `issues/${name}.md`), { force: true });
        },
    ),
  },
);

function writeIssue(content: string, issues: Issues, name: string, issue: Parts): void {
  issues.set(name, issue);
  write(content, `issues/${name}.md`, issueText(issue));
}

function write(content: string, file: string, text: string): void {
  const path = join(content, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A suite by itself has the figures that it has within the book. */
function expectSameFigures({ read, snapshot }: OpenBook): void {
  for (const suite of ['shop', 'stall'])
    expect(read(CHECK.figures, suite)).toEqual(knowFigures(snapshot, suite));
}

async function findingsIn(content: string, openCache?: () => Cache): Promise<string[]> {
  const workspace = openWorkspace(content, openCache);
  try {
    const results = [await workspace.check(), await workspace.check('2026-02-02')];
    for (const { asOf } of results) expectSameFigures(await workspace.open(asOf));
    return results.flatMap(({ findings }) => findings.map((finding) => JSON.stringify(finding)));
  } finally {
    workspace.close();
  }
}

test('after any series of edits, new files and removals the findings are those of a cold check', async () => {
  const rules = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(parts, parts, suiteText, patternText),
      fc.array(fc.array(change, { minLength: 1, maxLength: 2 }), { minLength: 4, maxLength: 12 }),
      ([first, second, suite, pattern], steps) =>
        inTempFolder(async (folder) => {
          const content = join(folder, 'content');
          const issues: Issues = new Map();
          write(content, 'book.yaml', 'title: The shop\nprefixes:\n  - prefix: S-\n');
          writeIssue(content, issues, 'S-001', first);
          writeIssue(content, issues, 'S-002', second);
          for (const name of ['shop', 'stall']) write(content, `suites/${name}.md`, suite);
          write(content, 'patterns/order.md', pattern);
          await findingsIn(content);
          for (const step of steps) {
            for (const apply of step) apply(content, issues);
            const cold = await findingsIn(content, Cache.inMemory);
            expect(await findingsIn(content)).toEqual(cold);
            for (const text of cold) rules.add(JSON.parse(text).ruleId);
          }
        }),
    ),
    { seed: 20260203, numRuns: 36 },
  );
  // Else the edits would say nothing of the findings that need all files.
  const TOGETHER = [
    'dangling-id',
    'dangling-link',
    'same-loop',
    'fixed-by-mitigation',
    'until-passed',
    'overlapping-signature',
    'dead-signature',
    'audit-stable',
    'audit-share',
  ];
  expect([...rules]).toEqual(expect.arrayContaining(TOGETHER));
});

test('a sentence that comes to name what is not there is found', () =>
  inTempFolder(async (folder) => {
    const content = join(folder, 'content');
    const quiet: Parts = {
      ...{
        suite: 'shop',
        above: 0,
        letter: 'a',
        fix: '',
        signature: '',
        symptom: '',
        prose: 'Nothing.',
        entries: [],
      },
      related: undefined,
    };
    write(content, 'book.yaml', 'title: The shop\nprefixes:\n  - prefix: S-\n');
    write(content, 'suites/shop.md', '---\ntitle: The shop\n---\n');
    write(content, 'patterns/order.md', '---\ntitle: Order\nsummary: x\n---\n');
    writeIssue(content, new Map(), 'S-001', quiet);
    expect(await findingsIn(content)).toEqual([]);
    writeIssue(content, new Map(), 'S-001', { ...quiet, prose: 'See S-002 and S-003b.' });
    expect((await findingsIn(content)).join()).toContain('dangling-id');
  }));
