import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PageFrame } from '../../src/pages/frame.ts';
import { fragment } from '../../src/render/page.ts';
import { writeHtml } from '../../src/render/write-html.ts';
import { SiteBook } from '../../src/site/site-book.ts';
import { flakebook } from '../support/flakebook.ts';
import { createRepository } from '../support/git.ts';
import { breakLines } from './break-lines.ts';

export const GOLDEN = fileURLToPath(new URL('.', import.meta.url));
export const EXPECTED = join(GOLDEN, 'expected');

/** When each folder of `source` was committed. The evidence in the book names the ids that come of it. */
const COMMITS = {
  '1': '2026-02-02T09:00:00+02:00',
  '2': '2026-02-16T15:30:00+02:00',
  '3': '2026-03-05T11:10:00+02:00',
};

const RESULTS = ['berths.xml', 'deck.json', 'cut-off.xml', 'fees.jsonl', 'radio.json'].map(
  (name) => `results/${name}`,
);
const EDITED_REPORT = 'documents/edited-report.md';
const PILOTS = 'test/berths/pilot_test.go :: Pilots > come aboard in order';

/** What each command prints, by the file that keeps it. The last ones change the book, so their order counts. */
export const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'check.txt': ['check'],
  'check.json': ['check', '--format', 'json'],
  'check.github': ['check', '--format', 'github'],
  'check.sarif': ['check', '--format', 'sarif'],
  'check-february.txt': ['check', '--as-of', '2026-02-15'],
  'faulty.txt': ['check', '--content', 'faulty'],
  'faulty.json': ['check', '--content', 'faulty', '--format', 'json'],
  'faulty.github': ['check', '--content', 'faulty', '--format', 'github'],
  'faulty.sarif': ['check', '--content', 'faulty', '--format', 'sarif'],
  'build.txt': ['build', '--docs', '--out', 'out'],
  'report.md': ['report', '--suite', 'berths', '--out', '-'],
  'report-since.md': ['report', '--suite', 'berths', '--since', '2026-02-20', '--out', '-'],
  'report-check.txt': ['report', '--check', 'out/docs/reports/2026-03-23-berths.md'],
  'report-edited.txt': ['report', '--check', EDITED_REPORT],
  'report-which.txt': ['report'],
  'diff.txt': ['diff', '--from', '2026-02-08', '--to', '2026-03-12'],
  'diff.md': ['diff', '--from', '2026-02-08', '--to', '2026-03-12', '--format', 'markdown'],
  'diff.json': ['diff', '--from', '2026-02-08', '--to', '2026-03-12', '--format', 'json'],
  'diff-deck.txt': ['diff', '--from', '2026-03-01', '--suite', 'deck'],
  'diff-nothing.txt': ['diff', '--from', '2026-03-23', '--suite', 'fees'],
  'audit.txt': ['audit', 'documents/summary.md', 'documents/sound.md'],
  'audit-explain.txt': ['audit', '--explain', 'documents/summary.md'],
  'audit.json': ['audit', '--explain', '--format', 'json', 'documents/summary.md'],
  'audit.sarif': ['audit', '--format', 'sarif', 'documents/summary.md'],
  'audit-sound.txt': ['audit', 'documents/sound.md'],
  'detect.txt': ['detect', '--suite', 'berths'],
  'detect.json': ['detect', '--suite', 'berths', '--format', 'json'],
  'detect.github': ['detect', '--suite', 'berths', '--format', 'github'],
  'detect-nothing.txt': ['detect', '--suite', 'fees'],
  'results.txt': ['results', ...RESULTS],
  'results.json': ['results', '--format', 'json', ...RESULTS],
  'results.github': ['results', '--format', 'github', ...RESULTS, 'documents/sound.md', 'nowhere.xml'],
  'results.sarif': ['results', '--format', 'sarif', ...RESULTS],
  'match.txt': ['match', ...RESULTS],
  'match.md': ['match', '--format', 'markdown', '--site', 'https://team.example/flakes/', ...RESULTS],
  'match.json': ['match', '--format', 'json', ...RESULTS],
  'match.github': ['match', '--format', 'github', ...RESULTS],
  'match-one-suite.txt': ['match', '--suite', 'deck', '--fail-on', 'none', 'results/deck.json'],
  'verify.txt': ['verify', '--source', 'source', '--suite', 'berths'],
  'verify.json': ['verify', '--source', 'source', '--suite', 'berths', '--format', 'json'],
  'verify.sarif': ['verify', '--source', 'source', '--suite', 'berths', '--format', 'sarif'],
  'verify.github': ['verify', '--source', 'source', '--suite', 'berths', '--format', 'github'],
  'verify-first-commit.txt': ['verify', '--source', 'source', '--suite', 'berths', '--commit', 'HEAD~2'],
  'confirm.txt': ['confirm'],
  'confirm.json': ['confirm', '--format', 'json'],
  'confirm.github': ['confirm', '--format', 'github'],
  'explain.txt': ['explain'],
  'explain-rule.txt': ['explain', 'until-passed'],
  'new-issue.txt': ['new', 'issue', '--suite', 'berths', '--from-test', PILOTS],
  'confirm-write.txt': ['confirm', '--write'],
  'report-moved.txt': ['report', '--check', 'out/docs/reports/2026-03-23-berths.md'],
  'verify-write.txt': ['verify', '--source', 'source', '--suite', 'berths', '--write'],
  'ingest.txt': ['ingest', '--suite', 'berths', '--manifest', 'results/manifest.jsonl', '--root', '.'],
  'ingest.json': [
    ...['ingest', '--suite', 'deck', '--run', 'e2e-7', '--at', '2026-03-24T21:15:00Z', '--commit', '7d38e67'],
    ...[
      '--branch',
      'main',
      '--environment',
      'webkit',
      '--format',
      'json',
      '--root',
      '.',
      'results/deck.json',
    ],
  ],
};

/** Pages whose HTML is kept: one of each kind at least, and the richest issues. All pages are in the docs and in `pages.json`. */
const PAGES = [
  '',
  'issues',
  'issues/berth-001',
  'issues/berth-002',
  'issues/berth-004',
  'issues/deck-001',
  'suites',
  'suites/berths',
  'suites/fees',
  'suites/berths/runs',
  'suites/berths/runs/main-27',
  'plan',
  'decisions',
  'patterns',
  'patterns/shared-queue',
  'references',
  'reports',
  'reports/2026-03-23-berths',
  'reports/full/2026-03-23-berths',
  'changes',
  'at/2026-03-01',
  'at/2026-03-01/issues/berth-001',
  'at/2026-03-01/plan',
];

/** Everything that the book's files give, by the path that it has below `expected`. */
export async function makeGolden(): Promise<Map<string, string>> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flakebook-golden-')));
  try {
    layOut(folder);
    return new Map([...(await makePages(folder)), ...(await runCommands(folder))]);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function layOut(folder: string): void {
  // The cache goes where packages are.
  mkdirSync(join(folder, 'node_modules'));
  cpSync(join(GOLDEN, 'book'), join(folder, 'content'), { recursive: true });
  for (const name of ['faulty', 'documents', 'results'])
    cpSync(join(GOLDEN, name), join(folder, name), { recursive: true });
  const repository = createRepository(join(folder, 'source'));
  for (const [name, date] of Object.entries(COMMITS))
    repository.commit(date, Object.fromEntries(readFolder(join(GOLDEN, 'source', name))));
}

/** The texts of a folder by path, with forward slashes; none where there is no such folder. */
export function readFolder(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(
    paths.map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );
}

async function makePages(folder: string): Promise<Map<string, string>> {
  const book = new SiteBook(join(folder, 'content'), { base: '/flakes/', isWhole: true });
  try {
    await book.load();
    const made = new Map<string, string>();
    const heads = [];
    for (const route of await book.routes()) {
      const page = await book.rendered(route);
      const { kind, title, description, facets, headings } = page;
      heads.push({ route, kind, title, description, facets, headings, around: describeFrame(page.frame) });
      const html = writeHtml(fragment(page.body));
      const rail = (page.rail ?? []).map(writeHtml).join('\n');
      if (PAGES.includes(route))
        made.set(
          `site/${route || 'index'}.html`,
          breakLines(rail === '' ? html : `${html}\n<aside>\n${rail}\n</aside>`),
        );
    }
    made.set('site/pages.json', `${JSON.stringify(heads, undefined, 1)}\n`);
    return made;
  } finally {
    book.close();
  }
}

/** `Overview / Issues / BERTH-002, as of 2026-03-23, after BERTH-001, before BERTH-003`. */
function describeFrame({ trail, here, asOf, previous, next }: PageFrame): string {
  return [
    [...trail.map(({ label }) => label), here].join(' / '),
    `as of ${asOf}`,
    ...(previous ? [`after ${previous.label}`] : []),
    ...(next ? [`before ${next.label}`] : []),
  ].join(', ');
}

async function runCommands(folder: string): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  const ends: string[] = [];
  const before = readFolder(join(folder, 'content'));
  for (const [file, args] of Object.entries(COMMANDS)) {
    const { code, stdout, stderr } = await flakebook(args, { cwd: folder });
    made.set(`commands/${file}`, stdout);
    // Somebody corrects a word of a report by hand.
    if (file === 'report.md')
      writeFileSync(join(folder, EDITED_REPORT), stdout.replace('Seed in one place', 'Seed in two places'));
    ends.push(`$ flakebook ${args.join(' ')}\nexit ${code}\n${stderr}`);
  }
  made.set('commands/ends.txt', ends.join('\n'));
  for (const [file, text] of readFolder(join(folder, 'out/docs'))) made.set(`docs/${file}`, text);
  for (const [file, text] of readFolder(join(folder, 'content')))
    if (before.get(file) !== text) made.set(`written/${file}`, text);
  return made;
}
