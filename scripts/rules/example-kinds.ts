import { readAsOf } from '../../src/asof/read-as-of.ts';
import { auditDocument } from '../../src/audit/audit.ts';
import { createCalendar } from '../../src/core/calendar.ts';
import { compareFindings, FILE_START, type Finding } from '../../src/core/finding.ts';
import type { RuleId, RuleTable } from '../../src/core/rule.ts';
import { fence } from '../../src/core/text.ts';
import { checkLooksTogether, checkOwnLooks, type SuiteSeen } from '../../src/match/signatures/check-looks.ts';
import { type IssueLooks, readLooks } from '../../src/match/signatures/issue-looks.ts';
import { checkMutes, readMutes } from '../../src/quarantine/check-mutes.ts';
import { quarantineOf } from '../../src/quarantine/mutes.ts';
import { EMPTY_BODY } from '../../src/records/body/section.ts';
import { DEFAULT_BOOK } from '../../src/records/book/book.ts';
import { parseSource } from '../../src/records/check/parse-source.ts';
import { readBody } from '../../src/records/check/read-body.ts';
import { readRecord } from '../../src/records/fields/read-record.ts';
import { ResultsReader } from '../../src/runs/read/read-results.ts';
import { codeFindings } from '../../src/verify/findings.ts';
import { verifySuite } from '../../src/verify/verify.ts';
import type { VerifiedClaim } from '../../src/verify/world.ts';
import { assemble } from '../../test/support/assemble.ts';
import { type BookExample, EXAMPLE_BOOK } from '../../test/support/example-book.ts';
import { createMemoryTree } from '../../test/support/memory-tree.ts';
import type { CodeExample } from './examples/code.ts';
import type { LooksExample } from './examples/looks.ts';
import type { MutesExample } from './examples/mutes.ts';
import type { ResultsExample } from './examples/results.ts';

/** What rules find something in, and what they find nothing in. A rule has none where no small input shows it alone. */
export type Examples<Table extends RuleTable, Example> = {
  readonly [Id in RuleId<Table>]?: { readonly wrong: Example; readonly right: Example };
};

/** What the examples of some rules are: how they are checked, and how a page shows them. */
export interface ExampleKind<Example> {
  check(example: Example): readonly Finding[];
  /** Blocks of Markdown. */
  show(example: Example): string[];
}

/** Files laid over the small sound book. */
export const BOOKS: ExampleKind<BookExample> = { check: checkExample, show: showFiles };

export function checkExample(example: BookExample): readonly Finding[] {
  return assemble(bytesOf(example)).findings;
}

function bytesOf(example: BookExample): ReadonlyMap<string, Uint8Array> {
  const files = Object.entries({ ...EXAMPLE_BOOK, ...example });
  return new Map(
    files.map(([file, text]) => [file, typeof text === 'string' ? new TextEncoder().encode(text) : text]),
  );
}

function showFiles(example: BookExample): string[] {
  return Object.entries(example).flatMap(([file, content]) => {
    const text = typeof content === 'string' ? asShown(content) : Array.from(content, visibleByte).join('');
    return [`\`${file}\``, fence(languageOf(file), text.replace(/\n$/, ''))];
  });
}

const LANGUAGES: Readonly<Record<string, string>> = { jsonl: 'json', md: 'markdown', txt: 'text' };

function languageOf(file: string): string {
  const ending = file.slice(file.lastIndexOf('.') + 1);
  return LANGUAGES[ending] ?? ending;
}

/** Shows what no page can: the byte order mark and control characters as escapes, endless lines and texts cut. */
export function asShown(text: string): string {
  return shortened(text.split('\n'))
    .map((line) => (line.length > 400 ? `${line.slice(0, 60)}… (${line.length} characters)` : line))
    .join('\n')
    .replaceAll('\ufeff', '\\u{FEFF}')
    .replaceAll('\u001b', '\\u{1B}');
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= 100) return lines;
  return [...lines.slice(0, 12), `… (${lines.length - 14} more lines)`, ...lines.slice(-2)];
}

function visibleByte(byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase()}`;
}

/** Issues of one suite with what its runs showed, and nothing else. */
export const LOOKS: ExampleKind<LooksExample> = { check: checkLooksExample, show: showLooks };

export function checkLooksExample(example: LooksExample): Finding[] {
  const looks = issuesOf(example).map(({ file, text }) => readExample(file, text));
  const seen: SuiteSeen = {
    names: example.names ?? [],
    failures: (example.failures ?? []).map(([test, text]) => ({ text, tests: [test] })),
  };
  const isMeasured = example.names !== undefined || example.failures !== undefined;
  return [
    ...looks.flatMap(checkOwnLooks),
    ...checkLooksTogether(looks, new Map(isMeasured ? [['shop', seen]] : [])),
  ].sort(compareFindings);
}

function showLooks(example: LooksExample): string[] {
  const { names = [], failures = [] } = example;
  const failureLines = failures.map(([test, message]) => `${test}: ${message}`);
  return [
    ...showFiles(Object.fromEntries(issuesOf(example).map(({ file, text }) => [file, text]))),
    ...(names.length === 0 ? [] : ['Tests of the measured runs:', fence('text', names.join('\n'))]),
    ...(failures.length === 0
      ? []
      : ['Failures of the measured runs:', fence('text', failureLines.join('\n'))]),
  ];
}

function issuesOf({ issues }: LooksExample): { readonly file: string; readonly text: string }[] {
  return issues.map((own, i) => {
    const start = own.indexOf('## ');
    const front = (start === -1 ? own : own.slice(0, start)).trim();
    const tests = front.startsWith('tests:') ? '' : `tests:\n  a: { name: loses item ${i + 1} }\n`;
    const body = start === -1 ? '' : `\n${own.slice(start)}\n`;
    return {
      file: `issues/SHOP-${i + 1}.md`,
      text: `---\ntitle: The cart loses items\nsuite: shop\n${tests}${front === '' ? '' : `${front}\n`}timeline:\n  - open: 2026-01-04\n---\n${body}`,
    };
  });
}

function readExample(file: string, text: string): IssueLooks {
  const source = parseSource(file, new TextEncoder().encode(text));
  const { record, original } = readRecord(source, DEFAULT_BOOK);
  if (record?.kind !== 'issue' || !source.body) throw new Error(`The example ${file} is no issue.`);
  return readLooks(
    record,
    readBody(source.body),
    source.body,
    (path) => source.yaml?.place(original(path)) ?? FILE_START,
  );
}

/** Files laid over the small sound book, and a file that mutes tests of it. */
export const MUTES: ExampleKind<MutesExample> = {
  check: ({ records, file: text }) => {
    const { kb, asOf } = assemble(bytesOf(records));
    const snapshot = readAsOf(kb, asOf);
    const file = readMutes(text);
    const suite = snapshot.suites.get(file?.suite ?? '');
    if (!file || !suite) throw new Error('The example was not made for a suite of the small book.');
    const today = quarantineOf(suite, snapshot.asOf, createCalendar(kb.book.timeZone), undefined);
    return checkMutes(text, file, suite, today).map((found) => ({ ...found, file: 'flaky.txt' }));
  },
  show: ({ records, file }) => [...showFiles(records), ...showFiles({ 'flaky.txt': file })],
};

/** A Markdown document that stands alone. */
export const DOCUMENTS: ExampleKind<string> = {
  check: (example) => auditDocument('document.md', example).findings,
  show: (example) => [fence('markdown', example)],
};

/** Files laid over the small sound book, held against source code. */
export const CODE: ExampleKind<CodeExample> = {
  check: ({ records, code }) => {
    const bytes = bytesOf(records);
    const { kb, bodies, asOf } = assemble(bytes);
    const snapshot = readAsOf(kb, asOf);
    const tree = createMemoryTree({ files: code });
    return [...snapshot.suites.values()].flatMap((suite) => {
      const claims = verifySuite(snapshot, suite, (file) => bodies.get(file) ?? EMPTY_BODY, tree);
      const about = claims.filter(({ record }) => Object.hasOwn(records, `issues/${record}.md`));
      const sourceOf = (file: string) => parseSource(file, bytes.get(file) ?? new Uint8Array());
      const issueOf = ({ record }: VerifiedClaim) => sourceOf(`issues/${record}.md`);
      return codeFindings(about, tree.commit.id, issueOf, sourceOf(suite.suite.file));
    });
  },
  show: ({ records, code }) => [...showFiles(records), 'In the tested project:', ...showFiles(code)],
};

/** Files with the results of tests. */
export const RESULTS: ExampleKind<ResultsExample> = {
  check: (example) =>
    Object.entries(example).flatMap(([file, text]) => {
      const reader = new ResultsReader(() => undefined);
      reader.write(new TextEncoder().encode(text));
      return reader.end().findings.map((found) => ({ ...found, file }));
    }),
  show: showFiles,
};
