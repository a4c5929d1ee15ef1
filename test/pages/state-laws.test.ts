import { expect, it } from 'vitest';
import { docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
import { severityOf } from '../../src/rules/rules.ts';
import { DATA_FOLDER, dataFiles } from '../../src/site/data-files.ts';
import { openTestBook, withFiles } from '../support/book.ts';

const HELD = ['investigating', 'quarantined', 'mitigated', 'partly-fixed'];
const WORDS = [...HELD, 'fixed', 'reopened', 'wont-fix', 'not-flaky'];

/** An issue of two tests after three entries: one of both, one of the second, one of the first or of both. */
function issueOf(second: string, third: string, tests: string): string {
  const entry = (word: string, at: string, more: string) =>
    `  - ${word}: ${at}\n${more}${/quar|miti/.test(word) ? '    until: 2026-04-01\n' : ''}${/-fl|wont/.test(word) ? '    why: Rare\n' : ''}`;
  const timeline = [
    entry('open', '2026-03-01', ''),
    entry(second, '2026-03-07', '    tests: [b]\n'),
    entry(third, '2026-03-15', tests),
  ].join('');
  return `---\ntitle: Loses a row\nsuite: unit\ntests:\n  a: { name: rows }\n  b: { name: lines }\ntimeline:\n${timeline}---\n`;
}

const issues = HELD.flatMap((second) =>
  WORDS.flatMap((third) => ['', '    tests: [a]\n'].map((tests) => issueOf(second, third, tests))),
);

const SINCE =
  /(open|investigating|quarantined|mitigated|partly fixed|fixed|reopened|won't fix|not flaky)[^·]*? since (\w+ \d+, \d{4})/gi;

it('a page says the state that the data of the site says, since a date on which an entry gave it', () => {
  let said = 0;
  for (const text of issues) {
    const book = openTestBook(
      withFiles(new Map(), {
        'book.yaml': 'title: Small\nprefixes:\n  - { prefix: U-, suite: unit }\n',
        'suites/unit.md': '---\ntitle: Unit\nsize:\n  - { date: 2026-03-01, tests: 9 }\n---\n',
        'issues/U-1.md': text,
      }),
    );
    if (book.findings.some((one) => severityOf(one) === 'error')) continue;
    const pages = [...book.pages('docs')];
    const read = (route: string) => {
      const spec = pages.find((one) => one.route === route);
      return spec ? renderMarkdown(book.page(spec), docsLinks) : '';
    };
    const data = dataFiles(book.now, []);
    const [row] = JSON.parse(data.get(`${DATA_FOLDER}/issues.json`) ?? '').rows;
    const label = row[3] === 'wont-fix' ? "won't fix" : row[3].replaceAll('-', ' ');
    const head = read('issues/u-1').split('\n')[2] ?? '';
    expect(head.toLowerCase()).toContain(` ${label}`);
    for (const [, word = '', date] of head.matchAll(SINCE)) {
      const at = new Date(`${date} UTC`).toISOString().slice(0, 10);
      const key = word.toLowerCase().replace("won't fix", 'wont-fix').replace(' ', '-');
      expect(text, head).toContain(`- ${key}: ${at}\n`);
      said += 1;
    }
    const stable = /^(\d+) of 9 tests/m.exec(read('suites/unit'))?.[1];
    expect(JSON.parse(data.get('badges/unit.json') ?? '').message).toContain(stable);
    expect(read('reports/2026-03-15-unit')).toContain(`**Status**: 1 ${label}`);
    expect(data.get('feed.xml')).toContain(`<updated>2026-03-15`);
  }
  expect(said).toBeGreaterThan(50);
});
