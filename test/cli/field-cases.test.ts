import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyBook, type TestBook } from './run.ts';

/** A book of one suite, with the front matter and the body of its issues. */
function bookOf(...issues: readonly string[]): TestBook {
  const files = issues.map((text, i) => [`issues/SHOP-00${i + 1}.md`, `---\nsuite: shop\n${text}`]);
  return emptyBook({
    'book.yaml': 'title: Shop\nprefixes:\n  - { prefix: SHOP-, suite: shop }\n',
    'suites/shop.md': '---\ntitle: Shop\n---\n',
    ...Object.fromEntries(files),
  });
}

async function reportOf({ run }: TestBook, asOf: string, detail = 'full'): Promise<string> {
  const { code, stdout, stderr } = await run('report', '--detail', detail, '--as-of', asOf, '--out', '-');
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout;
}

describe('what was tried without success', () => {
  const book = () =>
    bookOf(`title: File sink does not finish in time
tests:
  a: { name: shop.stream.FileSinkTest.part }
fixes:
  longer: { title: "Raise the limit to 240 s", kind: mitigation, horizon: immediate, effort: 5m }
  no-limit: { title: "Take the limit away", horizon: short-term, effort: 1h }
timeline:
  - open: 2026-01-04
  - tried: 2026-01-06
    fix: longer
    result: failed again at 240 s
  - triaged: 2026-01-07
---
`);

  test.each(['brief', 'full'])('is not what comes next, and shows its result: %s', async (detail) => {
    const report = await reportOf(book(), '2026-01-08', detail);
    expect(report).toContain('☐ planned, short-term | Take the limit away');
    expect(report).not.toMatch(/☐[^\n]*Raise the limit/);
    expect(report).not.toContain('5 minutes\n');
    expect(report).toContain(
      'Tried on January 6, 2026: Raise the limit to 240 s, did not help: failed again at 240 s',
    );
  });

  test('is what comes next until then', async () => {
    const report = await reportOf(book(), '2026-01-05');
    expect(report).toContain('☐ planned, short-term | Take the limit away');
    expect(report).not.toContain('failed again');
  });
});

test('a claim that fell counts without the id of a fix', async () => {
  const book = bookOf(`title: Ingress count is wrong
tests:
  a: { name: shop.e2e.IngressTest.counts }
timeline:
  - open: 2026-01-04
  - fixed: 2026-01-05
    commit: 4512e87
  - reopened: 2026-01-09
    note: one failure since
  - fixed: 2026-01-12
    commit: 50aa1c9
  - reopened: 2026-01-20
---
`);
  const report = await reportOf(book, '2026-01-21');
  expect(report).toContain('2 claims did not hold');
  expect(report).toContain('commit `4512e87`; did not hold: reopened on January 9, 2026: one failure since');
  expect(report).toContain('commit `50aa1c9`; did not hold: reopened on January 20, 2026');
  expect(await reportOf(book, '2026-01-10')).toContain('1 claim did not hold');
});

test('a quarantine that is over stands at the head of its page, on the home page and in the plan', async () => {
  const book = bookOf(`title: Page size is random
tests:
  a: { name: shop.SelfTest.size }
fixes:
  mute: { title: "Mute on main", kind: mitigation }
timeline:
  - open: 2026-01-04
  - quarantined: 2026-01-05
    fix: mute
    until: 2026-02-05
  - noted: 2026-05-01
    note: nobody came back
---
`);
  expect(await book.run('build', '--docs')).toMatchObject({ code: 0 });
  const page = (path: string) => readFileSync(join(book.folder, 'dist/docs', path), 'utf8');
  const ended = 'was to end on February 5, 2026, 85 days ago';
  expect(page('issues/shop-001.md').split('\n')[2]).toContain(ended);
  expect(page('README.md')).toContain(ended);
  expect(page('plan.md')).toContain(ended);
  expect(page('issues/shop-001.md')).not.toContain('Applied');
});

describe('a name of many tests', () => {
  const issue = (name: string) => `title: The whole class is muted
tests:
  a: { name: "${name}" }
timeline:
  - open: 2026-01-04
---
`;
  const results = (name: string) => `<testsuite name="s">
  <testcase classname="org.shop.BreakerIT" name="${name}"><failure message="not released">not released</failure></testcase>
  <testcase classname="org.shop.OtherIT" name="ok"/>
</testsuite>
`;

  test.each([
    ['a class', 'org.shop.BreakerIT', 'opensTheCircuit'],
    ['a wildcard', 'org.shop.**', 'opensTheCircuit'],
    ['a wildcard within', 'closes {state=*}', 'closes {state=open/late}'],
    ['a parameterised test', 'org.shop.BreakerIT.opens', 'opens[3, true]'],
    ['a test with rows of data of PHPUnit', 'org.shop.BreakerIT.opens', 'opens with data set #3 (true)'],
    ['a test with named rows of data', 'org.shop.BreakerIT.opens', 'opens with data set &quot;late&quot;'],
  ])('%s', async (_, name, shown) => {
    const book = bookOf(issue(name));
    book.write({ '../class.xml': results(shown) });
    const { stdout } = await book.run('match', 'class.xml', '--format', 'json');
    expect(JSON.parse(stdout).failures[0]).toMatchObject({ issues: [{ issue: 'SHOP-001' }] });
  });

  test('leaves a test alone that another issue names', async () => {
    const book = bookOf(issue('org.shop.BreakerIT'), issue('org.shop.BreakerIT.opensTheCircuit'));
    book.write({ '../class.xml': results('opensTheCircuit') });
    const { stdout } = await book.run('match', 'class.xml', '--format', 'json');
    expect(JSON.parse(stdout).failures[0].issues.map(({ issue: id }: { issue: string }) => id)).toEqual([
      'SHOP-002',
    ]);
  });
});

test('an issue may have more tests than the alphabet has letters, or none', async () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz', 'aa', 'ab'];
  const tests = letters.map((letter, i) => `  ${letter}: { name: abort/test-${i} }`).join('\n');
  const book = bookOf(
    `title: Abort tests\ntests:\n${tests}\ntimeline:\n  - open: 2026-01-04\n  - fixed: 2026-01-05\n    tests: [ab]\n---\n`,
    'title: The job dies\nsubject: job\ntests: {}\ntimeline:\n  - open: 2026-01-04\n---\n\nAs SHOP-001ab did.\n',
  );
  const report = await reportOf(book, '2026-01-05');
  expect(report).toContain('2 issues of Shop, with 28 tests');
  expect(report).toContain('SHOP-001ab');
  expect(report).toContain('It is the job as a whole that flakes.');
});

test('a superseded issue sends on to the one that took over', async () => {
  const issue = (timeline: string) => `title: Rows went missing
tests:
  a: { name: shop.sql.RaceTest.backfill }
timeline:
  - open: 2026-01-04
${timeline}---

## Symptom

\`\`\`text
rows of the backfill went missing in the night
\`\`\`
`;
  const book = bookOf(
    issue('  - superseded: 2026-01-06\n    by: SHOP-002\n'),
    issue('').replace('shop.sql.RaceTest.backfill', 'shop.sql.RaceTest.other'),
  );
  book.write({
    '../same.xml': `<testsuite name="s">
  <testcase classname="shop.sql.RaceTest" name="backfill"><failure message="rows of the backfill went missing in the night">rows of the backfill went missing in the night</failure></testcase>
</testsuite>
`,
  });
  const { stdout } = await book.run('match', 'same.xml', '--format', 'json');
  const [failure] = JSON.parse(stdout).failures;
  expect(failure.issues.map(({ issue: id }: { issue: string }) => id)).toEqual(['SHOP-002']);
});

test('what was pasted from an issue tracker is shown, and told in a warning of each kind', async () => {
  const dump = Array.from({ length: 60 }, (_, i) => `goroutine ${i} [chan receive]`).join('\n');
  const book = bookOf(`title: Breaker is not released
tests:
  a: { name: shop.esql.BreakerIT.opens }
timeline:
  - open: 2026-01-04
---

## Symptom

<details><summary>long dump</summary>

\`\`\`text
${dump}
\`\`\`

</details>

![trend](https://ci.example/trend.png)
`);
  const { code, stdout } = await book.run('check');
  expect(code).toBe(0);
  expect(stdout.match(/ warning (?:raw-html|image)$/gm)).toHaveLength(2);
  const report = await reportOf(book, '2026-01-05');
  expect(report).toContain('long dump\n\n```text\ngoroutine 0');
  expect(report).toContain('[trend](https://ci.example/trend.png)');
  expect(report).not.toContain('details>');
});
