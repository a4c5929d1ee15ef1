import { compareDiagnostics, type Diagnostic } from '../../core/finding.ts';
import { FILE_START } from '../../core/place.ts';
import { fence } from '../../core/text/fence.ts';
import { writeRulePage } from '../../core/text/rule-page.ts';
import { parseSource } from '../../records/check/parse-source.ts';
import { readBody } from '../../records/check/read-body.ts';
import { DEFAULT_BOOK } from '../../records/fields/book.ts';
import { readRecord } from '../../records/fields/read-record.ts';
import { checkOwnLooks } from './check-own.ts';
import { checkLooksTogether, type SuiteSeen } from './check-together.ts';
import { type IssueLooks, readLooks } from './issue-looks.ts';
import { type LooksExample, type LooksRule, toLooksDiagnostic } from './rules.ts';

/** A rule's page of documentation, as Markdown. */
export function describeLooksRule(rule: LooksRule): string {
  const messages = checkLooksExample(rule.wrong).map(
    ({ file, place, severity, message }) =>
      `${file}:${place.start.line}:${place.start.column} ${severity} ${message}`,
  );
  return writeRulePage(
    { ...rule, level: rule.severity },
    [...showExample(rule.wrong), fence('text', messages.join('\n'))],
    showExample(rule.right),
  );
}

/** The findings in an example, as in a book that has nothing else. */
export function checkLooksExample(example: LooksExample): Diagnostic[] {
  const looks = issuesOf(example).map(({ file, text }) => readExample(file, text));
  const seen: SuiteSeen = {
    names: example.names ?? [],
    failures: (example.failures ?? []).map(([test, text]) => ({ text, tests: [test] })),
  };
  const isMeasured = example.names !== undefined || example.failures !== undefined;
  const found = [
    ...looks.flatMap(checkOwnLooks),
    ...checkLooksTogether(looks, new Map(isMeasured ? [['shop', seen]] : [])),
  ];
  return found.map(toLooksDiagnostic).sort(compareDiagnostics);
}

function showExample(example: LooksExample): string[] {
  const { names = [], failures = [] } = example;
  return [
    ...issuesOf(example).flatMap(({ file, text }) => [
      `\`${file}\``,
      fence('markdown', text.replace(/\n$/, '')),
    ]),
    ...(names.length === 0 ? [] : ['Tests of the measured runs:', fence('text', names.join('\n'))]),
    ...(failures.length === 0
      ? []
      : [
          'Failures of the measured runs:',
          fence('text', failures.map(([test, message]) => `${test}: ${message}`).join('\n')),
        ]),
  ];
}

function issuesOf({ issues }: LooksExample): { readonly file: string; readonly text: string }[] {
  return issues.map((own, i) => {
    const start = own.indexOf('## ');
    const front = (start === -1 ? own : own.slice(0, start)).trim();
    const tests = front.startsWith('tests:') ? '' : 'tests:\n  a: {}\n';
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
