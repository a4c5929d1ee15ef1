import { describe, expect, test } from 'vitest';
import type { MemoryTree } from '../support/memory-tree.ts';
import { short, verifyIssue } from './tree.ts';

const FILE = 'cart_test.go';
const CODE = `package cart

const (
	// Events
	Stream      = "shop:events"
	Other = 2
)

func create() {
	err = repo.Create(ctx, order)
	Expect(err).ToNot(HaveOccurred())
	found := repo.Search(ctx, request) // once
	Expect(len(found)).To(Equal(1))
}
`;

function verify(
  body: string,
  files: MemoryTree['files'],
  more = '',
  timeline = '  - open: 2026-01-04',
): string[] {
  const front = `tests:\n  a: { at: "${FILE}:1" }\n${more}timeline:\n${timeline}`;
  return verifyIssue(front, body, { files: files ?? {} })
    .filter(({ kind }) => kind === 'snippet')
    .map((claim) => `${claim.of}: ${short(claim).replace(/^snippet /, '')}`);
}

const evidence = (code: string, lang = 'go', files: MemoryTree['files'] = { [FILE]: CODE }) =>
  verify(`## Evidence\n\n\`\`\`${lang}\n${code}\n\`\`\``, files);

describe('evidence', () => {
  test.each([
    ['as it stands', 'err = repo.Create(ctx, order)\nExpect(err).ToNot(HaveOccurred())'],
    ['other white space', '  err=repo.Create( ctx,order )\n\n\n      Expect(err).ToNot(HaveOccurred())'],
    ['an arrow behind a line', 'Stream = "shop:events"  // ← SHARED!'],
    ['another comment behind a line', 'found := repo.Search(ctx, request) // race!'],
    [
      'comments of the author',
      '// created\nerr = repo.Create(ctx, order)\n// and searched at once\nfound := repo.Search(ctx, request)',
    ],
    ['an elision', 'func create() {\n  ...\n  Expect(len(found)).To(Equal(1))\n}'],
    ['an elision in a comment', 'const (\n    // Events\n    Stream = "shop:events"\n    // ...\n)'],
    ['an elision within a line', 'found := repo.Search(...)\nExpect(len(…)).To(Equal(1))'],
  ])('%s', (_, code) => expect(evidence(code)).toEqual(['evidence: confirmed']));

  test('code that was commented out is none, and what stands behind it is', () => {
    const js =
      '/*\nconst old = open("orders");\n*/\nconst now = open("carts");\nglob("a/*.js");\nlast(now);\n';
    const inJs = (code: string) => evidence(code, 'js', { 'cart.test.js': js });
    expect(inJs('const old = open("orders");')[0]).toContain('evidence: not-found');
    expect(inJs('const now = open("carts");\nglob("a/*.js");\nlast(now);')).toEqual([
      'evidence: confirmed at cart.test.js:4',
    ]);
    expect(inJs('/*\nAs it was:\n*/\nconst now = open("carts");')).toEqual([
      'evidence: confirmed at cart.test.js:4',
    ]);
  });

  test('a docstring is no code, and a text of several lines ends where it ends', () => {
    const py = `def test_a():
    """
    old = compute_old(1)
    """
    made = '''
    """
    '''
    now = compute_now(1)
`;
    const inPy = (code: string) => evidence(code, 'python', { 'cart_test.py': py });
    expect(inPy('old = compute_old(1)')[0]).toContain('evidence: not-found');
    expect(inPy('now = compute_now(1)')).toEqual(['evidence: confirmed at cart_test.py:8']);
    expect(inPy('def test_a():\n    """\n    As it was\n    """\n    now = compute_now(1)')).toEqual([
      'evidence: confirmed at cart_test.py:1',
    ]);
    const open = { 'cart_test.py': 'x = """\n""" + """\nnow = compute_now(1)\n' };
    expect(evidence('now = compute_now(1)', 'python', open)).toEqual([
      'evidence: confirmed at cart_test.py:3',
    ]);
  });

  test('a line left out without a sign is told: it may be what changed', () => {
    expect(evidence('err = repo.Create(ctx, order)\nfound := repo.Search(ctx, request)')).toEqual([
      'evidence: confirmed: it leaves out line 11, which stands between its lines',
    ]);
  });

  test('lines of two blocks are no snippet', () => {
    const twice = `${CODE}\nfunc search() {\n\treturn repo.All(ctx)\n}\n`;
    const code = 'Expect(len(found)).To(Equal(1))\nreturn repo.All(ctx)';
    expect(evidence(code, 'go', { [FILE]: twice })).toEqual([expect.stringMatching(/^evidence: not-found/)]);
  });

  test.each([
    ['a line that is not there', 'err = repo.Delete(ctx, order)', '`Delete` stands nowhere in the source'],
    [
      'names and texts that nobody wrote',
      'Stream = "shop:orders"\nsend(request, Basket{Count: 3})',
      '`shop:orders`, `send`, `Basket` and `Count` stand nowhere in the source',
    ],
    [
      'lines in another order',
      'found := repo.Search(ctx, request)\nerr = repo.Create(ctx, order)',
      'no source file has `found := repo.Search(ctx, request)` and the lines behind it',
    ],
    ['a part of a line', 'repo.Create(ctx)', 'no source file has `repo.Create(ctx)`'],
  ])('not %s', (_, code, why) => {
    expect(evidence(code)).toEqual([`evidence: not-found: ${why}`]);
  });

  test.each([
    ['the record that claims it', 'flaky/issues/SHOP-1.md'],
    ['a page that was made of it', 'docs/flaky/issues/shop-1.html'],
    ['a document of the repository', 'docs/TRIAGE.md'],
    ['a saved log', 'logs/run.txt'],
    ['code that lies in the book', 'flaky/patterns/example.go'],
  ])('not what stands only in %s', (_, file) => {
    const code = 'nobody := wrote("this:stream")';
    const files = { [file]: `${code}\n`, 'flaky/book.yaml': 'title: Shop\n', [FILE]: CODE };
    expect(evidence(code, 'go', files)[0]).toMatch(/not-found: .*`nobody`.* stand nowhere/);
  });

  test('anywhere in the tree, each paragraph in a file of its own', () => {
    const files = { 'a/one.go': 'alpha := first()\n', 'b/two.go': '\n\nbeta := second()\n', [FILE]: '' };
    expect(evidence('beta := second()', 'go', files)).toEqual(['evidence: confirmed at b/two.go:3']);
    expect(evidence('alpha := first()\n\nbeta := second()', 'go', files)).toEqual([
      'evidence: confirmed: its parts stand in several files',
    ]);
    expect(evidence('alpha := first()\nbeta := second()', 'go', files)[0]).toMatch(/not-found/);
  });

  test('a log is no source code, and is confirmed when it is in the tree all the same', () => {
    expect(evidence('Expected 1, found 0', 'text')).toEqual([
      'evidence: not-checkable: it is a log or a command, not source code',
    ]);
    expect(evidence('err = repo.Create(ctx, order)', 'text')).toEqual(['evidence: confirmed']);
  });

  test('nothing but comments cannot be checked', () => {
    expect(evidence('// as above\n}')).toEqual(['evidence: not-checkable: it has no line of code']);
  });

  test('comments are those of the language', () => {
    const files = { 'a.py': 'items = load()  # slow\n#include\n' };
    expect(evidence('items = load()  # ← here', 'python', files)).toEqual(['evidence: confirmed at a.py:1']);
  });

  test('of one test', () => {
    expect(verify('## Evidence: a\n\n```go\nfunc create() {\n```', { [FILE]: CODE })).toEqual([
      'evidence: a: confirmed',
    ]);
  });
});

describe('code before a fix', () => {
  const FIXES = 'fixes:\n  wait: { title: Wait }\n  other: { title: Other }\n';
  const PAIR =
    '## Fix: wait\n\n```go before\nfound := repo.Search(ctx, request)\n```\n\n```go after\nwait()\n```';
  const WHOLE =
    '## Fix: wait\n\n```go before after\n// BEFORE\nfound := repo.Search(ctx, request)\n// AFTER\nwait()\n```';

  test.each([PAIR, WHOLE])('is looked for, the code after it is not', (body) => {
    expect(verify(body, { [FILE]: CODE }, FIXES)).toEqual(['fix: wait: confirmed']);
  });

  test('a fix without pairs says nothing about the tree', () => {
    expect(verify('## Fix: wait\n\n```go\nwait()\n```', { [FILE]: CODE }, FIXES)).toEqual([]);
  });

  test.each([
    ['unresolved', '  - open: 2026-01-04', /not-found/],
    ['fixed', '  - open: 2026-01-04\n  - fixed: 2026-01-05', /not-checkable: the fix is applied/],
    [
      'mitigated by it',
      '  - open: 2026-01-04\n  - mitigated: 2026-01-05\n    fix: wait',
      /not-checkable: the fix/,
    ],
    ['mitigated by another', '  - open: 2026-01-04\n  - mitigated: 2026-01-05\n    fix: other', /not-found/],
    ['left as it is', '  - open: 2026-01-04\n  - wont-fix: 2026-01-05\n    why: Rare', /not-found/],
  ])('that is gone, of an issue that is %s', (_, timeline, outcome) => {
    expect(verify(PAIR, { [FILE]: 'package cart\n' }, FIXES, timeline)[0]).toMatch(outcome);
  });
});

describe('calls in the code after a fix', () => {
  const DEFINED = {
    'pkg/dlq/client.go':
      'package dlq\n\nfunc NewClient(\n\tredis *Redis,\n\tlogger Logger,\n) *Client {\n}\n\nfunc Log(format string, args ...any) {\n}\n',
    'pkg/http/client.go': 'package http\n\nfunc NewClient(a, b, c int) *Client {\n}\n',
  };
  const written = (code: string, lang = 'go') =>
    verify(`## Fix: wait\n\n\`\`\`${lang}\n${code}\n\`\`\``, DEFINED, 'fixes:\n  wait: { title: Wait }\n');

  test('that give a function of the source another number of arguments', () => {
    expect(written('client = dlq.NewClient(redis, stream("a, b", 1), logger)')).toEqual([
      'fix: wait: not-found: `dlq.NewClient` takes 2 arguments at pkg/dlq/client.go:3, not 3',
    ]);
  });

  test.each([
    ['the right number', 'dlq.NewClient(redis, logger)'],
    ['the package decides', 'http.NewClient(1, 2, 3)'],
    ['any number is right', 'dlq.Log("%s %s", a, b)'],
    ['a call may give several', 'dlq.NewClient(both())'],
    ['the author left some out', 'dlq.NewClient(redis, ...)'],
    ['nobody defines it', 'dlq.NewServer(1)'],
    ['a package of another name', 'redis.NewClient(1)'],
    ['a comment', '// dlq.NewClient(1)'],
    ['a call that does not end', 'dlq.NewClient(1,'],
  ])('not where %s', (_, code) => expect(written(code)).toEqual([]));

  test('in Go alone', () => expect(written('dlq.NewClient(1)', 'ts')).toEqual([]));
});

describe('what a failure prints', () => {
  const symptom = (text: string) =>
    verifyIssue(
      'tests:\n  a: {}\ntimeline:\n  - open: 2026-01-04',
      `## Symptom\n\n\`\`\`text\n${text}\n\`\`\``,
      {
        files: {
          'cart.go': 'package cart\n\n\tt.Fatalf("waited %d seconds for the first message in %q", n, name)\n',
          'docs/cart.md': 'the basket still holds 3 of the old items\n',
        },
      },
    )
      .filter(({ kind }) => kind === 'symptom')
      .map(short);

  test.each([
    [
      'a fixed part of it is in the source',
      'waited 30 seconds for the first message in "cart-7"',
      'symptom confirmed at cart.go:3: `seconds for the first message in`',
    ],
    [
      'only a document has it',
      'the basket still holds 3 of the old items',
      'symptom not-checkable: no source file has a part of it',
    ],
    [
      'it is made of values',
      'Expected 3, got 4',
      'symptom not-checkable: no fixed part of it is long enough to look for',
    ],
  ])('%s', (_, text, outcome) => expect(symptom(text)).toEqual([outcome]));
});
