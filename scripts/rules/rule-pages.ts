import { AUDIT_RULES } from '../../src/audit/rules.ts';
import { FIX_RULES } from '../../src/confirm/rules.ts';
import { compareText, type Finding, type Severity } from '../../src/core/finding.ts';
import type { Rule, RuleId, RuleTable } from '../../src/core/rule.ts';
import { fence } from '../../src/core/text.ts';
import { FLAKE_RULES } from '../../src/detect/rules.ts';
import { SIGNATURE_RULES } from '../../src/match/signatures/rules.ts';
import { MUTE_RULES } from '../../src/quarantine/rules.ts';
import { BODY_RULES } from '../../src/records/rules/body.ts';
import { BOOK_RULES } from '../../src/records/rules/book.ts';
import { FILE_RULES } from '../../src/records/rules/files.ts';
import { FRONT_MATTER_RULES } from '../../src/records/rules/front-matter.ts';
import { LINK_RULES } from '../../src/records/rules/links.ts';
import { RUN_RULES } from '../../src/records/rules/runs.ts';
import { SUITE_RULES } from '../../src/records/rules/suite.ts';
import { TIMELINE_RULES } from '../../src/records/rules/timeline.ts';
import { VALUE_RULES } from '../../src/records/rules/values.ts';
import { messageOf, severityOf } from '../../src/rules/rules.ts';
import { RESULT_RULES } from '../../src/runs/read/rules.ts';
import { BYTE_RULES, ID_RULES, LINE_RULES, SYNTAX_RULES } from '../../src/text/rules.ts';
import { CODE_RULES } from '../../src/verify/rules.ts';
import {
  asShown,
  BOOKS,
  CODE,
  DOCUMENTS,
  type ExampleKind,
  type Examples,
  LOOKS,
  MUTES,
  RESULTS,
} from './example-kinds.ts';
import { AUDIT_EXAMPLES } from './examples/audit.ts';
import { BODY_EXAMPLES } from './examples/body.ts';
import { BOOK_EXAMPLES } from './examples/book.ts';
import { BYTE_EXAMPLES, ID_EXAMPLES, LINE_EXAMPLES, SYNTAX_EXAMPLES } from './examples/bytes-and-syntax.ts';
import { CODE_EXAMPLES } from './examples/code.ts';
import { FILE_EXAMPLES } from './examples/files.ts';
import { FRONT_MATTER_EXAMPLES } from './examples/front-matter.ts';
import { LINK_EXAMPLES } from './examples/links.ts';
import { SIGNATURE_EXAMPLES } from './examples/looks.ts';
import { MUTE_EXAMPLES } from './examples/mutes.ts';
import { RESULT_EXAMPLES } from './examples/results.ts';
import { RUN_EXAMPLES } from './examples/runs.ts';
import { SUITE_EXAMPLES } from './examples/suite.ts';
import { TIMELINE_EXAMPLES } from './examples/timeline.ts';
import { VALUE_EXAMPLES } from './examples/values.ts';

/** A rule as documentation and tests see it. */
export interface DocumentedRule extends Pick<Rule, 'what' | 'why'> {
  readonly id: string;
  readonly severity: Severity;
  /** How much a finding weighs, in words. */
  readonly level: string;
  /** The findings in its examples; absent for a rule without any. */
  readonly examples?: { readonly wrong: readonly Finding[]; readonly right: readonly Finding[] };
  /** Its page, as Markdown. */
  readonly page: string;
}

interface Subject {
  readonly title: string;
  /** In the order of their ids. */
  readonly rules: readonly DocumentedRule[];
}

const AUDIT_LEVEL = 'error in `flakebook audit`, warning in `flakebook check`';

/** All rules in the groups in which they are documented. */
export const SUBJECTS: readonly Subject[] = [
  subject('Files and bytes', { ...BYTE_RULES, ...FILE_RULES }, BOOKS, { ...BYTE_EXAMPLES, ...FILE_EXAMPLES }),
  subject('Front matter', { ...SYNTAX_RULES, ...FRONT_MATTER_RULES }, BOOKS, {
    ...SYNTAX_EXAMPLES,
    ...FRONT_MATTER_EXAMPLES,
  }),
  subject('Values', { ...ID_RULES, ...VALUE_RULES }, BOOKS, { ...ID_EXAMPLES, ...VALUE_EXAMPLES }),
  subject('Body', BODY_RULES, BOOKS, BODY_EXAMPLES),
  subject('Timeline, causes and decisions', TIMELINE_RULES, BOOKS, TIMELINE_EXAMPLES),
  subject('Suites', SUITE_RULES, BOOKS, SUITE_EXAMPLES),
  subject('Run history', { ...LINE_RULES, ...RUN_RULES }, BOOKS, { ...LINE_EXAMPLES, ...RUN_EXAMPLES }),
  subject('Links between records', LINK_RULES, BOOKS, LINK_EXAMPLES),
  subject('The book as a whole', BOOK_RULES, BOOKS, BOOK_EXAMPLES),
  subject('Signatures and names of tests', SIGNATURE_RULES, LOOKS, SIGNATURE_EXAMPLES),
  subject('Results of tests', RESULT_RULES, RESULTS, RESULT_EXAMPLES),
  subject('Records and the code', CODE_RULES, CODE, CODE_EXAMPLES),
  subject('Fixes and flakes in the runs', { ...FIX_RULES, ...FLAKE_RULES }, BOOKS, {}),
  subject('Files that mute tests', MUTE_RULES, MUTES, MUTE_EXAMPLES),
  subject('Numbers in prose', AUDIT_RULES, DOCUMENTS, AUDIT_EXAMPLES, AUDIT_LEVEL),
];

/** Every rule once, by id. */
export const DOCUMENTED_RULES: readonly DocumentedRule[] = SUBJECTS.flatMap(({ rules }) => rules).sort(
  (a, b) => compareText(a.id, b.id),
);

function subject<Table extends RuleTable, Example>(
  title: string,
  rules: Table,
  kind: ExampleKind<Example>,
  examples: Examples<Table, Example>,
  level?: string,
): Subject {
  const ids = Object.keys(rules).sort(compareText) as RuleId<Table>[];
  return {
    title,
    rules: ids.map((id) => documented({ id, ...(rules[id] as Rule), ...examples[id] }, kind, level)),
  };
}

/** Examples are checked when somebody asks: to list rules, none is run. */
function documented<Example>(
  { id, what, why, wrong, right }: Rule & { id: string; wrong?: Example; right?: Example },
  kind: ExampleKind<Example>,
  ownLevel?: string,
): DocumentedRule {
  const severity = severityOf({ ruleId: id });
  const level = ownLevel ?? severity;
  const head = [`# ${id}`, `**${level.charAt(0).toUpperCase()}${level.slice(1)}.** ${what}`, why];
  const end = '[All rules](README.md)';
  const words = { id, severity, what, why, level };
  if (wrong === undefined || right === undefined)
    return { ...words, page: `${[...head, end].join('\n\n')}\n` };
  return {
    ...words,
    get examples() {
      return { wrong: kind.check(wrong), right: kind.check(right) };
    },
    get page() {
      const own = kind.check(wrong).filter(({ ruleId }) => ruleId === id);
      const lines = own.map((finding) => asShown(findingLine(finding)));
      const examples = ['## Wrong', ...kind.show(wrong), fence('text', lines.join('\n')), '## Right'];
      return `${[...head, ...examples, ...kind.show(right), end].join('\n\n')}\n`;
    },
  };
}

/** A finding as the command line shows it. */
function findingLine(finding: Finding): string {
  const { line, column } = finding.place.start;
  return `${finding.file}:${line}:${column} ${severityOf(finding)} ${messageOf(finding)}`;
}

const INTRO =
  'What Flakebook looks for in records, documents and results. An error makes the exit code 1, a warning does not. Every rule has a page with the reason, the cure and an example.';

/** The page that lists all rules, in groups. */
export function describeRules(): string {
  const tables = SUBJECTS.map(({ title, rules }) => {
    const rows = rules.map(
      ({ id, level, what }) => `| [${id}](${id}.md) | ${level} | ${what.replaceAll('|', '\\|')} |`,
    );
    return [`## ${title}`, '', '| Rule | Severity | What is found |', '| --- | --- | --- |', ...rows];
  });
  return `${['# Rules', INTRO, ...tables.map((lines) => lines.join('\n'))].join('\n\n')}\n`;
}
