import { describe, expect, it } from 'vitest';
import { severityOf } from '../../../src/rules/rules.ts';
import { openTestBook, renderDocs, withFiles } from '../../support/book.ts';
import { headings, parse, tableRows } from '../../support/markdown.ts';
import { historyFiles } from '../../support/runs.ts';

const BOOK = `title: Shop
prefixes:
  - { prefix: A-, suite: shop }
  - { prefix: B-, suite: other }
`;
const SUITE = (title: string) => `---\ntitle: ${title}\nsize:\n  - { date: 2026-01-01, tests: 100 }\n---\n`;
const issue = (title: string, tests: string, timeline: string, symptom = '') => `---
title: ${title}
suite: shop
tests:
${tests}
timeline:
  - open: 2026-01-02
${timeline}
---
${symptom === '' ? '' : `\n## Symptom\n\n\`\`\`text\n${symptom}\n\`\`\`\n`}`;
const one = (name: string) => `  a: { name: "${name}" }`;
const FIXED = '  - fixed: 2026-01-10';

/** Twenty runs: the claims are of the tenth day. */
const RUNS = {
  'cart > adds': 'PFPFPFPFPFPPPPPPPPPP',
  'cart > removes': 'FPPPFPPPFPPPPFPPPPPP',
  'cart > gone': 'PFPPPFPPPP..........',
  'cart > late': '..........PPPPPPPPPP',
  'cart > waits': 'PP~PPPPPPP~PPPPPPPPP',
  'cart > nobody knows': 'PFPPPPFPPPPFPPPPPPPP',
  'cart > cannot': 'FFFFFFFFFFFFFFFFFFFF',
  'cart > broke': 'PPPPPPPPPPPPFFFFFPPP',
  'cart > slow': 'PPFPPPFPPPPPPPPPPPPP',
  'basket > same': 'PPPPPPPPPPPPPPPPPPPP',
  'cart > same': 'PPPPPPPPPPPPPPPPPPPP',
  'cart > stands': 'PPPPPPPPPPPPPPPPPPPP',
};
const SAYS: Record<string, string> = {
  'cart > adds': 'AssertionError: the cart holds 2 rows of the basket',
  'cart > removes': 'AssertionError: the cart still shows the removed row',
};
const RECORDS = {
  'book.yaml': BOOK,
  'suites/shop.md': SUITE('Shop'),
  'suites/other.md': SUITE('Other'),
  'issues/A-1.md': issue('Adds twice', one('cart > adds'), FIXED, SAYS['cart > adds']),
  'issues/A-2.md': issue('Removes late', one('cart > removes'), FIXED, SAYS['cart > removes']),
  'issues/A-3.md': issue('Is gone', one('cart > gone'), FIXED),
  'issues/A-4.md': issue('Came late', one('cart > late'), FIXED),
  'issues/A-5.md': issue(
    'Waits',
    `${one('cart > waits')}\n  b: { name: "cart > never ran" }\n  c: {}\n  d: { name: "same" }`,
    '',
  ),
  'issues/A-6.md': issue('Unmeasured', one('cart > never heard of'), ''),
  'issues/A-7.md': issue('Slow', one('cart > slow'), FIXED),
};
const HISTORY = historyFiles('shop', RUNS, {
  message: (test, run) => SAYS[test] ?? `${test} in ${run}`,
  runs: { 3: { branch: 'pr/7' } },
});
const files = withFiles(new Map(), { ...RECORDS, ...HISTORY });

function docsOf(content: ReadonlyMap<string, Uint8Array>, asOf = '2026-01-31'): Map<string, string> {
  const book = openTestBook(content, asOf);
  expect(book.findings.filter((finding) => severityOf(finding) === 'error')).toEqual([]);
  return renderDocs(book);
}

const docs = docsOf(files);
const page = (route: string) => docs.get(`${route}.md`) ?? '';

describe('the page of a measured issue', () => {
  it('says which runs count, and how often the test failed', () => {
    expect(page('issues/a-1')).toContain(
      '20 measured runs, January 1, 2026 to January 20, 2026; 19 of them count. Not counted: 1 run of another branch (`pr/7`).',
    );
    expect(page('issues/a-1')).toContain('**4 of 19 runs failed: 21.1%');
    expect(page('issues/a-1')).toContain('| **Measured** | ❓ Suspected flaky, 4 of 19 runs failed: 21.1%');
  });

  it('draws every run, with a legend', () => {
    expect(page('issues/a-1')).toContain('▂█▂×▂█▂█▂█▂▂▂▂▂▂▂▂▂▂');
    expect(page('issues/a-1')).toContain(
      '20 runs of A-1, oldest first. ▂ passed (15), █ failed (4), × not counted (1).',
    );
  });

  it('lists dates and the newest failures', () => {
    const cells = tableRows(parse(page('issues/a-1')));
    expect(cells).toContainEqual(['First failure', 'January 2, 2026']);
    expect(cells).toContainEqual(['Last failure', 'January 10, 2026']);
    const failures = cells.filter(([, run]) => /^run-\d+$/.test(run ?? ''));
    expect(failures.map(([when, run, , said]) => [when, run, said])).toEqual([
      ['2026-01-10 09:00Z', 'run-9', 'the cart holds 2 rows of the basket'],
      ['2026-01-08 09:00Z', 'run-7', 'the cart holds 2 rows of the basket'],
      ['2026-01-06 09:00Z', 'run-5', 'the cart holds 2 rows of the basket'],
      ['2026-01-02 09:00Z', 'run-1', 'the cart holds 2 rows of the basket'],
    ]);
  });

  it('has the rate over time with n', () => {
    const rows = tableRows(parse(page('issues/a-1')));
    const at = rows.findIndex(([when]) => when === 'When');
    expect(rows[at]).toEqual(['When', 'Failures', 'Runs', 'Rate and 95% interval']);
    expect(rows.slice(at + 1, at + 4).map(([, failures, runs]) => [failures, runs])).toEqual([
      ['2', '6'],
      ['2', '6'],
      ['0', '7'],
    ]);
  });

  it('has a part for each test, also for one that no run showed', () => {
    const parts = headings(parse(page('issues/a-5'))).map(({ text }) => text);
    expect(parts.filter((text) => text.startsWith('Runs'))).toEqual([
      'Runs',
      'Runs of A-5a',
      'Runs of A-5b',
      'Runs of A-5c',
      'Runs of A-5d',
    ]);
    expect(page('issues/a-5')).toContain(
      '❌ Flaky: It failed and then passed on retry in 2 runs. That proves it is flaky.',
    );
    expect(page('issues/a-5')).toContain(
      'Not measured: No measured run has a test named `cart > never ran`.',
    );
    expect(page('issues/a-5')).toContain('Not measured: The record does not give the name under which');
    expect(page('issues/a-5')).toContain('Not measured: Several tests of the runs fit the name `same`.');
  });

  it('is short where no run showed a test of it', () => {
    expect(page('issues/a-6')).toContain('No measured run of the suite has a test of this issue.');
  });
});

describe('a claimed fix', () => {
  it('has a gauge', () => {
    expect(page('issues/a-7')).toContain(
      '**⏳ Gathering evidence**: 10 passes on 10 days with the fix claimed on January 10, 2026. If nothing had changed, both failures would come before it by chance in 21.1% of cases. 20 more passes would bring that down to 5%.',
    );
    expect(page('issues/a-7')).toContain('`██████░░░░░░░░░░░░░░` 10 passes; 30 for 5% luck');
    expect(page('issues/a-1')).toContain('✅ Fixed since January 10, 2026 ✅ Supported by runs');
  });

  it('is called contradicted at the top of its page, and beside its status in every list', () => {
    const top = page('issues/a-2').slice(0, page('issues/a-2').indexOf('## Tests'));
    expect(top).toContain('✅ Fixed since January 10, 2026 ❌ Contradicted');
    expect(top).toContain(
      '**The runs contradict the fix. It has failed as the issue describes in 1 run with the fix claimed on January 10, 2026, first on January 14, 2026.**',
    );
    for (const route of ['README', 'issues/README', 'suites/shop']) {
      const rows = tableRows(parse(page(route)));
      expect(rows.find(([id]) => id === 'A-2')?.[2]).toBe('✅ Fixed ❌ Contradicted');
      if (route !== 'README') expect(rows.find(([id]) => id === 'A-1')?.[2]).toBe('✅ Fixed');
    }
    expect(page('README')).toContain('1 contradicted');
  });

  it('without a run since has no signal', () => {
    expect(page('issues/a-3')).toContain('❓ No signal since');
    expect(page('issues/a-3')).toContain('That is no evidence for the fix.');
  });

  it('without a failure before it is not measured', () => {
    expect(page('issues/a-4')).toContain('❓ Fix not measured');
  });
});

describe('the page of a measured suite', () => {
  const suite = page('suites/shop');

  it('says how often it is red', () => {
    expect(suite).toContain('## Measured runs');
    expect(suite).toContain('- Red runs: 19 of 19 runs were red: 100%');
    expect(suite).toMatch(
      /- Red by flaky tests alone: \d+\.\d% of runs, if the \d flaky tests fail independently/,
    );
  });

  it('tells flaky, broken and regressed tests apart, each with its issue', () => {
    const row = (name: string) => tableRows(parse(suite)).find((cells) => cells.at(-1) === name);
    expect(row('cart > nobody knows')).toEqual([
      'no issue yet',
      expect.stringMatching(/^15\.8% \[/),
      '19',
      '❓ Suspected flaky',
      'cart > nobody knows',
    ]);
    expect(row('cart > waits')?.[3]).toBe('❌ Flaky');
    expect(row('cart > waits')?.[0]).toBe('A-5');
    expect(row('cart > cannot')?.slice(2, 4)).toEqual(['19', '❌ Broken']);
    expect(row('cart > broke')?.[3]).toBe('⏹ Past regression');
    expect(row('cart > stands')).toBeUndefined();
    expect(suite).toContain('`flakebook detect`');
  });

  it('calls a renamed test what its record calls it, though the record leaves the file out', () => {
    const renamed = '  a: { name: "cart > counts", aliases: ["zoo > counts"] }';
    const runs = { 'cart.js :: cart > counts': '....PPFP', 'cart.js :: zoo > counts': 'PF~P....' };
    const renamedDocs = docsOf(
      withFiles(new Map(), {
        ...RECORDS,
        'issues/A-1.md': issue('Counts', renamed, ''),
        ...historyFiles('shop', runs),
      }),
    );
    const rows = tableRows(parse(renamedDocs.get('suites/shop.md') ?? ''));
    const row = rows.find(([id, ...rest]) => id === 'A-1' && rest.includes('❌ Flaky'));
    expect(row?.at(-1)).toBe('cart.js :: cart > counts');
  });

  it('says nothing where the suite has no run', () => {
    expect(page('suites/other')).not.toContain('Measured runs');
  });
});

describe('the report of a measured suite', () => {
  const report = page('reports/full/2026-01-31-shop');
  const part = report.slice(
    report.indexOf('## What the runs say'),
    report.indexOf('## Verification results'),
  );

  it('begins with the claims that runs contradict', () => {
    expect(part).toMatch(
      /^## What the runs say\n\n\*\*The runs contradict 1 claimed fix:\*\*\n\n- \*\*\[A-2\]/,
    );
  });

  it('says how sure the fixes are, the worst first', () => {
    const rows = tableRows(parse(part));
    const at = rows.findIndex(([head]) => head === 'Claimed fix');
    expect(rows.slice(at + 1, at + 6).map(([id, standing]) => `${id} ${standing}`)).toEqual([
      'A-2 ❌ Contradicted',
      'A-3 ❓ No signal since',
      'A-4 ❓ Fix not measured',
      'A-7 ⏳ Gathering evidence',
      'A-1 ✅ Supported by runs',
    ]);
    expect(rows[at + 1]?.slice(3)).toEqual(['9 on 9 days', 'failed in 1 of 10 runs', '']);
  });

  it('has the measured rates of unresolved tests', () => {
    const rows = tableRows(parse(part));
    expect(rows.find(([id]) => id === 'A-5a')?.slice(1, 3)).toEqual(['❌ Flaky', '19']);
    expect(rows.find(([id]) => id === 'A-5b')).toEqual(['A-5b', 'not measured', '0', 'none']);
  });

  it('does not say that there is no run where some were measured', () => {
    expect(report).toContain('The suite record lists no run. “What the runs say” shows the measured runs.');
    expect(page('reports/full/2026-01-31-other')).toContain('The suite record lists no run.\n');
    expect(page('reports/2026-01-31-shop')).toContain('- **Runs contradict a fix of**: [A-2]');
    expect(page('reports/2026-01-31-shop')).toContain('and runs contradict 1 of them');
  });

  it('marks a contradicted claim in its summary', () => {
    expect(report).toMatch(/✅ \*\*\[A-2\].*fixed since January 10, 2026 ❌ Contradicted/);
  });

  it('has no such part for a suite without runs', () => {
    expect(page('reports/full/2026-01-31-other')).not.toContain('What the runs say');
  });
});

describe('what runs showed since the last report', () => {
  const book = { ...RECORDS, 'book.yaml': `${BOOK}reports: [2026-01-11, 2026-01-12]\n` };
  const dated = (asOf: string) => docsOf(withFiles(new Map(), { ...book, ...HISTORY }), asOf);
  const since = (report: string | undefined) =>
    report?.slice(report.indexOf('## Since the last report'), report.indexOf('## Plan')) ?? '';

  it('stands before all else: claims that they contradict or support, and tests that flake by now', () => {
    const part = since(dated('2026-01-31').get('reports/2026-01-31-shop.md'));
    expect(part).toContain('The last report is from January 12, 2026. 8 runs came in since then.');
    const titles = [...part.matchAll(/^- \*\*(.+?)\*\*: /gm)].map(([, title]) => title);
    expect([...new Set(titles)].slice(0, 2)).toEqual([
      'Fixes that runs contradict',
      'Fixes that runs support',
    ]);
    expect(part).toContain(
      '): It has failed as the issue describes in 1 run with the fix claimed on January 10, 2026',
    );
    expect(part).toMatch(/\[A-1\]\([^)]*\): 10 passes on 10 days with the fix claimed on/);
    // It flaked before, and is no news.
    expect(part).not.toContain('cart > nobody knows');
  });

  it('tells again of a fix that the last report told of and runs contradict, and counts the others', () => {
    const report = dated('2026-01-31').get('reports/2026-01-31-shop.md') ?? '';
    const issues = report.slice(report.indexOf('## Resolved issues'));
    expect([...issues.matchAll(/^- ✅ \*\*\[(.+?)\]/gm)].map(([, id]) => id)).toEqual(['A-2']);
  });

  it('is on the page of changes, too, and nothing that both dates know', () => {
    const changes = dated('2026-01-31').get('changes.md') ?? '';
    expect(changes).toContain('### Fixes that runs contradict, January 31, 2026');
    expect(changes).not.toContain('### Fixes that runs contradict, January 12, 2026');
    expect(changes).not.toContain('### Tests found to flake, January 12, 2026');
  });

  it('names a test that began to flake, with n, whether it has an issue or none', () => {
    const early = { ...book, 'book.yaml': `${BOOK}reports: [2026-01-04]\n` };
    const part = since(
      docsOf(withFiles(new Map(), { ...early, ...HISTORY }), '2026-01-31').get('reports/2026-01-31-shop.md'),
    );
    expect(part).toMatch(
      /no issue yet: `cart > nobody knows` - suspected flaky, 3 of 19 runs failed: 15\.8%/,
    );
    expect(part).toMatch(/\[A-1\]\([^)]*\): `cart > adds` - suspected flaky, 4 of 19 runs/);
  });
});

describe('runs and dates', () => {
  it('a page of an earlier date knows no later run', () => {
    const early = docsOf(files, '2026-01-12');
    expect(early.get('issues/a-2.md')).toContain('12 measured runs, January 1, 2026 to January 12, 2026');
    expect(early.get('issues/a-2.md')).not.toContain('Contradicted');
    const without = withFiles(new Map(), {
      ...RECORDS,
      ...historyFiles(
        'shop',
        Object.fromEntries(Object.entries(RUNS).map(([test, letters]) => [test, letters.slice(0, 12)])),
        { message: (test, run) => SAYS[test] ?? `${test} in ${run}`, runs: { 3: { branch: 'pr/7' } } },
      ),
    });
    const short = docsOf(without, '2026-01-12');
    for (const [file, text] of short) {
      if (!file.startsWith('reports/')) expect([file, early.get(file)]).toEqual([file, text]);
    }
  });

  it('a new run changes the pages that show it, and no other', () => {
    const longer = Object.fromEntries(Object.entries(RUNS).map(([test, letters]) => [test, `${letters}P`]));
    const more = docsOf(
      withFiles(
        files,
        historyFiles('shop', longer, {
          message: (test, run) => SAYS[test] ?? `${test} in ${run}`,
          runs: { 3: { branch: 'pr/7' } },
        }),
      ),
    );
    const changed = [...more].filter(([file, text]) => docs.get(file) !== text).map(([file]) => file);
    expect(changed.sort()).toEqual([
      'README.md',
      'issues/a-1.md',
      'issues/a-2.md',
      'issues/a-3.md',
      'issues/a-4.md',
      'issues/a-5.md',
      'issues/a-7.md',
      'reports/2026-01-31-shop.md',
      'reports/full/2026-01-31-shop.md',
      'suites/shop.md',
    ]);
  });
});

describe('hostile runs', () => {
  const name = 'a | b `c` <script>alert(1)</script> [x](javascript:alert(1)) ``` *d*';
  const hostile = withFiles(new Map(), {
    ...RECORDS,
    'issues/A-1.md': issue('Hostile', `  a: { name: ${JSON.stringify(name)} }`, FIXED),
    ...historyFiles(
      'shop',
      { [name]: 'PFPPFPPFPPPPPFPPPPPP', plain: 'P'.repeat(20) },
      {
        message: () => `\u001b[31m${name}\u0007`,
        runs: {
          4: { run: `\u001b[1m${name}`, commit: name, url: 'https://ci.example/?a=<script>|`b`' },
          5: { branch: name },
        },
      },
    ),
  });

  it('stay words, and break no table', () => {
    const texts = docsOf(hostile);
    for (const markdown of texts.values()) {
      expect(JSON.stringify(parse(markdown))).not.toMatch(/"type":"html"|"url":"javascript/);
      expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    }
    const row = tableRows(parse(texts.get('issues/a-1.md') ?? '')).find(
      ([when]) => when === '2026-01-05 09:00Z',
    );
    expect(row).toEqual(['2026-01-05 09:00Z', name, name, `${name}␇`]);
  });
});

describe('what differs when a test fails', () => {
  const victim = 'PFPPFPPFPPPPPPFPPPFPPPPFPPPFPPPPPFPPFPPF';
  const polluter = [...victim].map((mark) => (mark === 'F' ? 'P' : '.')).join('');
  const runs = { 'cart > adds': victim, 'cart > leaves a row': polluter, 'cart > stands': 'P'.repeat(40) };
  const content = withFiles(new Map(), { ...RECORDS, ...historyFiles('shop', runs) });
  const differing = docsOf(content, '2026-03-01');

  it('stands on the page of the issue, with how often it failed with it and without', () => {
    const rows = tableRows(parse(differing.get('issues/a-1.md') ?? ''));
    const at = rows.findIndex(([what]) => what === 'What');
    expect(rows.slice(at, at + 2)).toEqual([
      ['What', 'Failed with it', 'Failed without it', 'Chance'],
      ['the run also has cart > leaves a row', '10 of 10 runs', '0 of 30 runs', '<0.1%'],
    ]);
  });

  it('stands on the page of the suite, too', () => {
    const suite = differing.get('suites/shop.md') ?? '';
    expect(suite).toContain('### What differs when they fail');
    expect(suite).toContain('Red runs by cause: 10 by flaky tests alone');
    const row = tableRows(parse(suite)).find(([, what]) => what?.startsWith('the run also has'));
    expect(row?.[0]).toBe('A-1 cart > adds');
  });
});

describe('the failures of a run', () => {
  const own: Record<string, string> = {
    ...SAYS,
    'cart > cannot': 'TimeoutError: nobody opened the till',
    'cart > nobody knows': 'ReferenceError: apples is not defined',
  };
  const message = (test: string) => own[test] ?? 'exit status 1';
  const noFlake = issue(
    'Cannot',
    one('cart > cannot'),
    '  - not-flaky: 2026-01-10\n    why: It is broken',
    message('cart > cannot'),
  );
  const records = { ...RECORDS, 'issues/A-8.md': noFlake, ...historyFiles('shop', RUNS, { message }) };
  const { now } = openTestBook(withFiles(new Map(), records), '2026-03-01');
  const matchesOf = (run: string) =>
    now
      .runMatch('shop', run)
      .map(({ test, kind, issues }) => [
        test.split(' > ')[1],
        kind,
        ...issues.map(({ issue: id, reason, text }) => [id, reason, text].join('; ')),
      ]);

  it('are new, like those of an issue, or known, as match has it, and what nobody knows comes first', () => {
    expect(matchesOf('run-1')).toEqual([
      ['nobody knows', 'new'],
      [
        'cannot',
        'like',
        'A-8; is like a symptom; the issue says that it is no flake; TimeoutError: nobody opened the till',
      ],
      [
        'adds',
        'known',
        'A-1; matches a symptom; the issue counts as resolved; the cart holds 2 rows of the basket',
      ],
      ['gone', 'known', 'A-3; names the test, and describes no failure; the issue counts as resolved; '],
    ]);
  });

  it('are none for a run that has none, or that is none', () => {
    expect(matchesOf('run-99')).toEqual([]);
  });
});
