import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';

/** The book that has every feature. */
export const BOOK = fileURLToPath(new URL('../golden/book', import.meta.url));

/** What an editor, git, a merge or another command does to a content folder that began as the golden book. */
export interface Edit {
  readonly kind: string;
  /** What it is done to. */
  readonly files: readonly string[];
  apply(content: string): void;
}

const ISSUES = [
  ...['BERTH-001', 'BERTH-002', 'BERTH-003', 'BERTH-004', 'BERTH-005', 'BERTH-007', 'BERTH-008'],
  ...['DECK-001', 'DECK-005', 'HARBOUR-001'],
];
const PATTERNS = ['shared-queue', 'left-behind', 'short-wait', 'time-of-day', 'unordered-sum'];
const RUNS = ['berths/month=2026-02', 'berths/month=2026-03', 'deck/month=2026-03'];

const issueFile = fc.constantFrom(...ISSUES).map((id) => `issues/${id}.md`);
const patternFile = fc.constantFrom(...PATTERNS).map((id) => `patterns/${id}.md`);
const suiteFile = fc.constantFrom('suites/berths.md', 'suites/deck.md', 'suites/fees.md');
const runsFile = fc.constantFrom(...RUNS).map((path) => `runs/suite=${path}/runs.jsonl`);
const referenceFile = fc.constantFrom('references/design.yaml', 'references/outside.yaml');
const anyFile = fc.oneof(
  { arbitrary: issueFile, weight: 4 },
  patternFile,
  suiteFile,
  referenceFile,
  runsFile,
  fc.constant('evidence/berths.yaml'),
);
const id = fc.constantFrom(...ISSUES);
const word = fc.constantFrom('one', 'two', 'three', 'four', 'five');
const day = fc.constantFrom('2026-03-22', '2026-03-23', '2026-03-23', '2026-03-24');

/** An edit of the text of a file, where that is there. */
function inFile(kind: string, file: string, change: (text: string) => string): Edit {
  return {
    kind,
    files: [file],
    apply(content) {
      const path = join(content, file);
      if (existsSync(path)) writeFileSync(path, change(readFileSync(path, 'utf8')));
    },
  };
}

export function replaced(kind: string, file: string, from: string | RegExp, to: string): Edit {
  return inFile(kind, file, (text) => text.replace(from, to));
}

/** Puts lines at the end of a list of the front matter. */
export function listed(kind: string, file: string, list: string, lines: string): Edit {
  return inFile(kind, file, (text) =>
    text.replace(new RegExp(`^${list}:\n(?: .*\n)+`, 'm'), (block) => `${block}${lines}\n`),
  );
}

/** Gives files what the golden book says, and takes those away that it does not have. */
export function restored(files: readonly string[]): Edit {
  return {
    kind: 'restored',
    files,
    apply(content) {
      for (const file of files)
        if (existsSync(join(BOOK, file))) cpSync(join(BOOK, file), join(content, file));
        else rmSync(join(content, file), { force: true });
    },
  };
}

export function withDecision(ask: string, about: string, name = 'wait'): Edit {
  const lines = `  ${name}:\n    ask: "${ask}"\n    about: [${about}]\n    options: ["yes", "no"]\n    asked: 2026-03-18`;
  return listed('decision', 'suites/berths.md', 'decisions', lines);
}

/** A run like the last one of a file, after it. */
export function withRun(file: string, name: string): Edit {
  return inFile('run added', file, (text) => {
    const run = { ...JSON.parse(text.trimEnd().split('\n').at(-1) ?? ''), run: name };
    return `${text}${JSON.stringify(run)}\n`;
  });
}

function withoutRun(file: string): Edit {
  return inFile('run removed', file, (text) => text.replace(/[^\n]*\n$/, ''));
}

/** A sentence of the front matter says something more. */
const reworded = fc.tuple(anyFile, fc.nat(40)).map(([file, index]) =>
  inFile('sentence', file, (text) => {
    const lines = text.split('\n');
    const sentences = [...lines.keys()].filter((i) =>
      /^\s*(title|claim|does|gain|cost|note|why|because|theme|solution|summary|affects): [^"'{[]*$/.test(
        lines[i] ?? '',
      ),
    );
    const chosen = sentences[index % sentences.length];
    if (chosen !== undefined) lines[chosen] += ' indeed';
    return lines.join('\n');
  }),
);

const prose = fc
  .tuple(
    fc.oneof(issueFile, suiteFile, patternFile),
    id,
    fc.constantFrom('{{suite.stable}}', '{{issues}}', 'Some'),
  )
  .map(([file, other, figure]) =>
    inFile('prose', file, (text) => {
      const said = file.startsWith('patterns/') ? 'Some' : figure;
      return text.replace(/\n---\n/, `\n---\n\n${said} of them, see ${other}.\n`);
    }),
  );

const title = fc
  .tuple(fc.oneof(issueFile, suiteFile, patternFile), word)
  .map(([file, text]) => replaced('title', file, /^title: .*$/m, `title: A title of ${text} words`));

const entry = fc
  .tuple(
    issueFile,
    day,
    fc.constantFrom('fixed', 'reopened', 'seen', 'triaged', 'verified', 'not-flaky', 'mitigated'),
  )
  .map(([file, date, status]) => {
    const why = status === 'not-flaky' ? '\n    why: It is not' : '';
    return listed('timeline', file, 'timeline', `  - ${status}: ${date}${why}`);
  });

const field = fc
  .tuple(
    issueFile,
    fc.constantFrom(
      'impact: major',
      'impact: minor',
      'owner: night-team',
      'locus: test',
      'affects: all boats',
    ),
  )
  .map(([file, line]) => replaced('field', file, new RegExp(`^${line.split(':')[0]}: .*$`, 'm'), line));

const decision = fc
  .tuple(word, id, fc.constantFrom('{{suite.stable}} stable', '{{issues}} left', 'No figure'))
  .map(([name, about, said]) => withDecision(`With ${said}, should ${about} wait?`, about, name));

const answer = word.map((text) =>
  replaced(
    'decision',
    'suites/berths.md',
    /asked: 2026-03-18\n/,
    `asked: 2026-03-18\n    of: team ${text}\n`,
  ),
);

const citation = fc
  .tuple(issueFile, fc.constantFrom('queue-design', 'quay-plan', 'tide-table'))
  .map(([file, reference]) =>
    inFile('citation', file, (text) =>
      /^references: /m.test(text)
        ? text.replace(/^references: .*\n/m, '')
        : text.replace(/^timeline:\n/m, `references: [${reference}]\ntimeline:\n`),
    ),
  );

const reference = fc.oneof(
  word.map((text) =>
    listed(
      'reference',
      'references/design.yaml',
      'items',
      `  extra:\n    title: ${text}\n    path: docs/${text}.md`,
    ),
  ),
  fc
    .constantFrom('[design, outside]', '[design]', '[outside]')
    .map((list) => replaced('reference', 'suites/berths.md', /^references: .*$/m, `references: ${list}`)),
);

const related = fc
  .tuple(issueFile, id)
  .map(([file, other]) =>
    replaced('related', file, /^timeline:\n/m, `related: [{ issue: ${other} }]\ntimeline:\n`),
  );

const run = fc.oneof(
  fc.tuple(runsFile, word).map(([file, name]) => withRun(file, `extra-${name}`)),
  runsFile.map(withoutRun),
);

const evidence = fc.nat(60).map((index) =>
  inFile('evidence', 'evidence/berths.yaml', (text) => {
    const lines = text.split('\n');
    const own = [...lines.keys()].filter((i) => lines[i]?.endsWith('outcome: confirmed }'));
    const chosen = own[index % own.length];
    if (chosen !== undefined)
      lines[chosen] = lines[chosen]?.replace('confirmed }', 'not-found, why: "it is gone" }') ?? '';
    return lines.join('\n');
  }),
);

const settings = fc
  .constantFrom<[RegExp, string]>(
    [/^title: .*$/m, 'title: Another book'],
    [/blocker: .*/, 'blocker: Stops all'],
    [/soon: .*/, 'soon: By and by'],
    [/wont-fix: .*/, 'wont-fix: left alone'],
    [/timeZone: .*/, 'timeZone: Asia/Tokyo'],
    [/timeZone: .*/, 'timeZone: UTC'],
    [/reports: .*/, 'reports: [2026-02-15, 2026-03-10]'],
    [/reports: .*/, 'reports: []'],
    [/day: .*/, 'day: 8h'],
    [/component: Component/, 'component: Part'],
    [/tickets\.example/, 'bugs.example'],
  )
  .map(([from, to]) => replaced('book.yaml', 'book.yaml', from, to));

/** Files that come and go. */
const files: fc.Arbitrary<Edit> = fc.oneof(
  anyFile.map((file) => ({
    kind: 'removed',
    files: [file],
    apply: (content: string) => rmSync(join(content, file), { force: true }),
  })),
  fc.tuple(issueFile, fc.constantFrom(renameSync, cpSync)).map(([file, how]) => {
    const other = file.replace(/-00\d/, '-042');
    return {
      kind: how === renameSync ? 'renamed' : 'copied',
      files: [file, other],
      apply: (content: string) => how(join(content, file), join(content, other)),
    };
  }),
  fc
    .tuple(anyFile, fc.constantFrom('half', 'bytes', 'mark'))
    .map(([file, harm]) => inFile('damaged', file, (text) => damage(text, harm))),
);

function damage(text: string, harm: string): string {
  if (harm === 'half') return text.slice(0, text.length / 2);
  return harm === 'bytes' ? `\u0000${text}` : text.replace('title: ', 'title: {');
}

const one = fc.oneof(
  { arbitrary: reworded, weight: 4 },
  { arbitrary: entry, weight: 2 },
  ...[prose, title, field, decision, answer, citation, reference, related, run, run, evidence, settings],
);

/** So many edits, to be done one after the other. */
export const edits = (count: number): fc.Arbitrary<Edit[]> =>
  fc.array(fc.oneof({ arbitrary: one, weight: 8 }, { arbitrary: files, weight: 1 }), {
    minLength: count,
    maxLength: count,
  });
