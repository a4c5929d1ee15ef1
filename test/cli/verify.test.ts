import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRepository, type FixtureRepository, runGit } from '../support/git.ts';
import { CONTENT, copiedBook, emptyBook, type Files, flakebook, hashesOf, type TestBook } from './run.ts';

const TEST = `package shop

func TestCart(t *testing.T) {
	stream := "orders"
	publish(stream)
}
`;

function issue(title: string, tests: string, timeline: string, body = ''): string {
  return `---
title: ${title}
suite: shop
tests:
${tests}
causes:
  shared-state:
    claim: One stream for all
    supported: 2026-01-05
fixes:
  own-stream: { title: "A stream for each test" }
references: [design]
timeline:
${timeline}
---

${body}
`;
}

const EVIDENCE = '## Evidence\n\n```go\nstream := "orders"  // ← shared\n```\n';
const OPEN = '  - open: 2026-01-05';

const BOOK: Files = {
  'book.yaml': 'title: Shop\nprefixes:\n  - { prefix: SHOP-, suite: shop }\n',
  'suites/shop.md':
    '---\ntitle: Shop tests\nsource: { repository: "https://example.org/shop", branch: main }\n---\n',
  'patterns/shared-state.md': '---\ntitle: Shared state\nsummary: Two tests use one thing.\n---\n',
  'references/design.yaml': 'title: Design\nitems:\n  design: { title: Streams, path: docs/streams.md }\n',
  'issues/SHOP-1.md': issue('Stands', '  a: { at: "test/cart_test.go:3", name: TestCart }', OPEN, EVIDENCE),
  'issues/SHOP-2.md': issue(
    'Is gone',
    '  a: { at: "test/cart_test.go:99", name: TestGone }',
    OPEN,
    '## Evidence\n\n```go\nnobody(wrote, this)\n```\n',
  ),
};

/** The book with the tested project beside it: the test moves, a binary file comes, a document goes. */
function withProject(files: Files = {}): { book: TestBook; project: FixtureRepository; commits: string[] } {
  const book = emptyBook({ ...BOOK, ...files });
  const project = createRepository(join(book.folder, 'project'));
  const commits = [
    project.commit('2026-01-02T10:00:00Z', { 'test/cart_test.go': TEST, 'docs/streams.md': '# Streams\n' }),
    project.commit('2026-01-03T10:00:00Z', {
      'test/cart_test.go': null,
      'it/cart_test.go': `${'// licence\n'.repeat(40)}${TEST}`,
      'logo.png': new Uint8Array([0x89, 0x50, 0, 0]),
    }),
    project.commit('2026-01-08T10:00:00+02:00', { 'docs/streams.md': null }, '2026-01-07T10:00:00+02:00'),
  ];
  return { book, project, commits };
}

interface Claims {
  readonly commit: string;
  readonly counts: Record<string, number>;
  readonly claims: { record: string; kind: string; outcome: string; to?: string; why?: string }[];
}

async function outcomes(
  book: TestBook,
  ...args: string[]
): Promise<Claims & { code: number | null; short: string[] }> {
  const { code, stdout, stderr } = await book.run(
    'verify',
    '--source',
    'project',
    '--format',
    'json',
    ...args,
  );
  if (stderr !== '') throw new Error(stderr);
  const result = JSON.parse(stdout) as Claims;
  const short = result.claims.map(
    ({ record, kind, outcome, to }) => `${record} ${kind} ${outcome}${to === undefined ? '' : ` ${to}`}`,
  );
  return { ...result, code, short };
}

describe('a history of commits', () => {
  test('gives what stood at each of them', async () => {
    const { book, commits } = withProject();
    const [first, second, last] = await Promise.all([
      outcomes(book, '--commit', commits[0] ?? ''),
      outcomes(book, '--commit', 'HEAD~1'),
      outcomes(book),
    ]);
    const gone = ['SHOP-2 location not-found', 'SHOP-2 name not-found', 'SHOP-2 snippet not-found'];
    expect(first.short).toEqual([
      'SHOP-1 location confirmed',
      'SHOP-1 name confirmed',
      'SHOP-1 snippet confirmed',
      ...gone,
      'design reference confirmed',
    ]);
    expect(second.short.slice(0, 4)).toEqual([
      'SHOP-1 location moved it/cart_test.go:43',
      'SHOP-1 name moved it/cart_test.go:43',
      'SHOP-1 snippet confirmed',
      'SHOP-2 location moved it/cart_test.go',
    ]);
    expect(last.short.at(-1)).toBe('design reference not-found');
    expect([first.code, last.code]).toEqual([1, 1]);
    expect([first.commit, last.commit]).toEqual([commits[0], commits[2]]);
    expect(first.counts).toEqual({
      confirmed: 4,
      'line-exists': 0,
      moved: 0,
      'not-found': 3,
      'not-checkable': 0,
    });
  });

  test('is 0 where nothing is missing, in words for people', async () => {
    const { book } = withProject();
    book.remove('issues/SHOP-2.md');
    const { code, stdout } = await book.run('verify', '--source', 'project', '--commit', 'HEAD~1');
    expect(stdout.replace(/at [0-9a-f]{9} of/, 'at 000000000 of')).toBe(`SHOP-1: Stands
  moved          location (a) \`test/cart_test.go:3\` -> it/cart_test.go:43
  moved          name (a) \`TestCart\` -> it/cart_test.go:43
  confirmed      evidence \`stream := "orders"\`, at it/cart_test.go:44

design: Design
  confirmed      reference (design) \`docs/streams.md\`

shop at 000000000 of 2026-01-03: 2 confirmed, 2 moved.
`);
    expect(code).toBe(0);
  });

  test('is the same in a bare clone; a shallow one cannot say what it lacks', async () => {
    const { book, project, commits } = withProject();
    const old = commits[0]?.slice(0, 9) ?? '';
    book.write({
      'issues/SHOP-2.md': issue(
        'Old',
        '  a: { at: "logo.png:1" }\n  b: { at: "../secret.go:1" }',
        `${OPEN}\n  - fixed: 2026-01-06\n    commit: ${old}\n    fix: own-stream`,
      ),
    });
    runGit(book.folder, ['clone', '--quiet', '--bare', project.folder, 'bare.git']);
    runGit(book.folder, ['clone', '--quiet', '--depth=1', `file://${project.folder}`, 'shallow']);
    const run = async (source: string) => (await outcomes(book, '--source', source)).claims;
    const [here, bare, shallow] = [await run('project'), await run('bare.git'), await run('shallow')];
    expect(bare).toEqual(here);
    expect(here.filter(({ record }) => record === 'SHOP-2').map(({ why }) => why)).toEqual([
      'git treats the file as binary',
      'the path leads out of the repository',
      'the commit is from 2026-01-02, but the entry says 2026-01-06',
    ]);
    expect(shallow.find(({ kind }) => kind === 'commit')?.why).toMatch(/shallow clone/);
  });
});

describe('a repository that holds the book', () => {
  const INVENTED = issue(
    'Invented',
    '  a: { at: "test/cart_test.go:3", name: TestThatNobodyWrote }',
    OPEN,
    '## Evidence\n\n```go\nconst SharedStream = "no:such:stream"\n```\n',
  );

  test('confirms nothing that stands in its records, pages, reports and history alone', async () => {
    const { book, project } = withProject({ 'issues/SHOP-2.md': INVENTED });
    await book.run('build', '--docs');
    const read = (file: string) => readFileSync(join(book.folder, file));
    const copies = {
      'flaky/book.yaml': read('content/book.yaml'),
      'flaky/issues/SHOP-2.md': INVENTED,
      'flaky/examples/stream.go': 'const SharedStream = "no:such:stream"\n',
      'docs/flaky/issues/shop-2.md': read('dist/docs/issues/shop-2.md'),
      'public/shop-2.html': '<pre>const SharedStream = "no:such:stream"\nTestThatNobodyWrote</pre>\n',
      'REPORT.txt': 'TestThatNobodyWrote\nconst SharedStream = "no:such:stream"\n',
      'search.json': '["TestThatNobodyWrote", "const SharedStream = \\"no:such:stream\\""]\n',
      'test/cart_test.go': TEST,
    };
    project.commit('2026-01-09T10:00:00Z', copies);
    const { claims } = await outcomes(book);
    const invented = claims.filter(({ record, kind }) => record === 'SHOP-2' && kind !== 'location');
    expect(invented.map(({ kind, outcome, why }) => [kind, outcome, why])).toEqual([
      ['name', 'not-found', 'no source file has it as a literal, and line 3 lies in `TestCart`'],
      ['snippet', 'not-found', '`SharedStream` and `no:such:stream` stand nowhere in the source'],
    ]);
    expect(claims.find(({ record, kind }) => record === 'SHOP-2' && kind === 'location')).toMatchObject({
      outcome: 'line-exists',
      why: 'line 3 lies in `TestCart`',
    });
  });
});

describe('another repository', () => {
  test('is told in one line, as one finding, and leaves no marks', async () => {
    const { book } = withProject({ 'references/design.yaml': 'title: Design\nitems: {}\n' });
    book.write({
      'issues/SHOP-1.md': `${BOOK['issues/SHOP-1.md']}`.replace('references: [design]\n', ''),
      'issues/SHOP-2.md': `${BOOK['issues/SHOP-2.md']}`.replace('references: [design]\n', ''),
    });
    createRepository(join(book.folder, 'other')).commit('2026-01-09T10:00:00Z', { 'main.c': 'int x;\n' });
    const run = (...args: string[]) => book.run('verify', '--source', 'other', ...args);
    const { code, stdout } = await run('--write');
    expect(code).toBe(1);
    expect(stdout.split('\n')[0]).toBe(
      'This commit has nothing that the records of shop name: give a checkout of https://example.org/shop, or another commit.',
    );
    expect(existsSync(join(book.content, 'evidence'))).toBe(false);
    const { stdout: github } = await run('--format', 'github');
    expect(github.match(/^::error .*wrong-repository/gm)).toHaveLength(1);
    expect(github).not.toContain('code-not-found');
  });
});

describe('--write', () => {
  const pageOf = (book: TestBook, page: string) => readFileSync(join(book.folder, 'dist/docs', page), 'utf8');

  test('keeps the result, and the pages carry its marks', async () => {
    const { book, commits } = withProject();
    const at = commits[0]?.slice(0, 9) ?? '';
    await book.run('build', '--docs');
    expect(pageOf(book, 'issues/shop-2.md')).toContain('| Supported |');
    const { code, stdout } = await book.run('verify', '--source', 'project', '--commit', 'HEAD~2', '--write');
    expect([code, stdout.split('\n').at(-2)]).toEqual([1, 'Saved in content/evidence/shop.yaml.']);
    expect((await book.run('check')).stdout).toContain('no findings');
    // Warm: the pages before the check are in the cache.
    await book.run('build', '--docs');
    const [stands, gone] = [pageOf(book, 'issues/shop-1.md'), pageOf(book, 'issues/shop-2.md')];
    expect(stands).toContain(
      `\`TestCart\` ✔ Confirmed at ${at} | \`test/cart_test.go:3\` ✔ Confirmed at ${at} |`,
    );
    expect(stands).toContain(`✔ Confirmed at ${at}\n\n\`\`\`go\nstream := "orders"`);
    expect(stands).toContain(`Supported, evidence confirmed at ${at}`);
    expect(stands).toContain(`| **Checked against the code** | \`${at}\` of January 2, 2026: 4 confirmed |`);
    expect(gone).toContain(`❌ Claimed, evidence not found at ${at}`);
    expect(gone).toContain(`(claimed, evidence not found at ${at})`);
    expect(gone).toContain(
      `❌ Not found at ${at}: \`nobody\` and \`wrote\` stand nowhere in the source\n\n\`\`\`go`,
    );
    expect(gone).not.toMatch(/supported/i);
    expect(pageOf(book, 'suites/shop.md')).toContain(
      `| **Checked against the code** | at \`${at}\` of January 2, 2026: 4 confirmed and 3 not found |`,
    );
    const warm = hashesOf(join(book.folder, 'dist'));
    book.forget();
    await book.run('build', '--docs');
    expect(hashesOf(join(book.folder, 'dist'))).toEqual(warm);
  });

  test('counts from the date of the commit on, and makes it the date of the book', async () => {
    const { book } = withProject();
    await book.run('verify', '--source', 'project', '--write');
    const check = await book.run('check');
    expect(check.stdout).toContain('as of 2026-01-08T10:00:00+02:00');
    await book.run('build', '--docs', '--as-of', '2026-01-07');
    expect(pageOf(book, 'issues/shop-1.md')).not.toContain('Checked against');
    await book.run('build', '--docs', '--as-of', '2026-01-08');
    expect(pageOf(book, 'issues/shop-1.md')).toContain('Checked against');
  });

  test('gives the same bytes again, and a changed claim loses its mark', async () => {
    const { book } = withProject();
    const file = join(book.content, 'evidence/shop.yaml');
    await book.run('verify', '--source', 'project', '--write', '--commit', 'HEAD~2');
    const bytes = readFileSync(file, 'utf8');
    await book.run('verify', '--source', 'project', '--write', '--commit', 'HEAD~2', '--format', 'json');
    expect(readFileSync(file, 'utf8')).toBe(bytes);
    book.write({ 'issues/SHOP-1.md': `${BOOK['issues/SHOP-1.md']}`.replace('"orders"', '"others"') });
    await book.run('build', '--docs');
    expect(pageOf(book, 'issues/shop-1.md')).not.toMatch(/Confirmed at .*\n\n```go/);
  });

  test('is among the records behind a report, which carries the marks too', async () => {
    const { book } = withProject();
    const report = ['report', '--detail', 'full', '--as-of', '2026-01-09', '--out', 'report.md'];
    await book.run(...report);
    await book.run('verify', '--source', 'project', '--write');
    const moved = await book.run('report', '--as-of', '2026-01-09', '--check', 'report.md');
    expect([moved.code, moved.stdout + moved.stderr]).toEqual([
      1,
      expect.stringContaining('evidence/shop.yaml'),
    ]);
    await book.run(...report);
    const text = readFileSync(join(book.folder, 'report.md'), 'utf8');
    expect(text).toContain('claimed, evidence not found at ');
    expect((await book.run('report', '--as-of', '2026-01-09', '--check', 'report.md')).code).toBe(0);
  });

  test('mends a file that no longer fits the book, which check finds', async () => {
    const { book } = withProject();
    await book.run('verify', '--source', 'project', '--write');
    book.remove('issues/SHOP-2.md');
    expect((await book.run('check')).stdout).toMatch(/evidence\/shop\.yaml[\s\S]*`SHOP-2`/);
    await book.run('verify', '--source', 'project', '--write');
    expect((await book.run('check')).code).toBe(0);
  });

  test('never leaves the content folder', async () => {
    const { book } = withProject();
    mkdirSync(join(book.folder, 'elsewhere'));
    symlinkSync('../elsewhere', join(book.content, 'evidence'));
    const { code, stderr } = await book.run('verify', '--source', 'project', '--write');
    expect([code, stderr]).toEqual([1, expect.stringContaining('outside-link')]);
    expect(existsSync(join(book.folder, 'elsewhere/shop.yaml'))).toBe(false);
  });

  test('without it nothing is written anywhere', async () => {
    const { book, project } = withProject();
    const before = [hashesOf(book.content), hashesOf(project.folder)];
    await book.run('verify', '--source', 'project');
    expect([hashesOf(book.content), hashesOf(project.folder)]).toEqual(before);
  });
});

describe('bad input is one line and exit code 2', () => {
  test.each<[string, string[], RegExp]>([
    ['no --source', [], /'--source <path>' not specified/],
    ['a folder that is none', ['--source', 'nowhere'], /no folder nowhere/],
    ['no repository', ['--source', 'content'], /content is not a git repository/],
    ['a source like an option', ['--source=--upload-pack=x'], /no folder --upload-pack=x/],
    [
      'a commit that is none',
      ['--source', 'project', '--commit', 'abcdef0'],
      /no commit `abcdef0` in project/,
    ],
    [
      'a commit like an option',
      ['--source', 'project', '--commit=--output=pwned'],
      /no commit `--output=pwned`/,
    ],
    ['a commit of two lines', ['--source', 'project', '--commit', 'HEAD\nmain'], /no commit `HEAD\\nmain`/],
    ['a misspelt suite', ['--source', 'project', '--suite', 'shopp'], /mean `shop`\?/],
    ['--write into another revision', ['--source', 'project', '--write', '--rev', 'HEAD'], /--write.*--rev/],
    ['a format of match', ['--source', 'project', '--format', 'markdown'], /'markdown'/],
  ])('%s', async (_, args, line) => {
    const { book } = withProject();
    const { code, stdout, stderr } = await book.run('verify', ...args);
    expect(stderr).toMatch(/^flakebook: [^\n]+\n$/);
    expect(stderr).toMatch(line);
    expect([code, stdout, existsSync(join(book.folder, 'pwned'))]).toEqual([2, '', false]);
  });

  test('content with errors is not verified', async () => {
    const { book } = withProject({ 'issues/SHOP-3.md': 'nothing' });
    const { code, stdout, stderr } = await book.run('verify', '--source', 'project');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Nothing was verified');
  });

  test('what the content says cannot steer the runner of a job', async () => {
    const { book } = withProject({
      'issues/SHOP-3.md': issue('Odd', '  a: { at: "-rf:1", name: "::error:: --help" }', OPEN),
    });
    const { stdout } = await book.run('verify', '--source', 'project');
    expect(stdout).toContain('-rf:1');
    expect(stdout).toContain('error:: --help');
    expect(stdout).not.toMatch(/^\s*::/m);
  });
});

test('the shipped book is as it was, and can be verified', async () => {
  const before = hashesOf(CONTENT);
  const { project } = withProject();
  const book = copiedBook();
  const { code, stdout } = await flakebook(['verify', '--content', CONTENT, '--source', project.folder], {
    cwd: book.folder,
  });
  expect([code, stdout.split('\n').at(-2)]).toEqual([
    1,
    expect.stringMatching(/^data-storage at .* not found/),
  ]);
  expect(hashesOf(CONTENT)).toEqual(before);
});
