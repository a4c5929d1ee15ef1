import { type SectionKind, sectionsOf } from '../records/body/section.ts';
import { RELATIONS } from '../records/issue/issue.ts';
import { answersOf } from './blocks/answers.ts';
import { inlineCheckMark } from './blocks/code-checks.ts';
import { issueDecisions } from './blocks/decisions.ts';
import {
  causesTables,
  diagnosisBlocks,
  fixSheets,
  type IssueView,
  sectionBlocks,
  statusLine,
  symptomBlocks,
  testsTable,
  timelineTable,
  viewIssue,
} from './blocks/issue.ts';
import { issueFacets, summaryTable } from './blocks/issue-fields.ts';
import { inlineReference, issueLink, issueLinks, mechanismName } from './blocks/links.ts';
import { taskList } from './blocks/plan.ts';
import { homeOf, issueHome, plainText, prose, proseBlocks } from './blocks/prose.ts';
import {
  bullets,
  code,
  heading,
  type Inlines,
  joined,
  page,
  paragraph,
  region,
  section,
} from './blocks/tree.ts';
import type { BookAt } from './book-at.ts';
import type { Document, DocumentEntry } from './document.ts';
import { LIST_SIZES } from './lists.ts';
import type { DecisionAt, IssueAt } from './questions.ts';
import { issueRoute } from './routes.ts';
import type { IssueRuns } from './runs/issue-runs.ts';
import { contradiction, issueRunsSection, standingMark } from './runs/issue-section.ts';
import { observedBlocks } from './runs/observed.ts';
import { fullStop, statusLabel, termLabel } from './words/format.ts';
import { words } from './words/words.ts';

const { issue: says } = words;

function issueEntry(book: BookAt, reading: IssueAt): DocumentEntry {
  const { issue, leading, status } = reading;
  const home = issueHome(issue);
  const cause = leading?.claim ?? (leading ? mechanismName(book, leading) : says.causeUnknown);
  const why = plainText(book, cause, home);
  return {
    route: issueRoute(issue.id),
    kind: 'issue',
    title: `${issue.id}: ${plainText(book, issue.title, home)}`,
    description: `${statusLabel(status, book.settings)}: ${why}${fullStop(why)}`,
    facets: issueFacets(book, reading),
  };
}

/** An issue's page. It does not print the date of reading, so that a day that brings it nothing leaves it as it is. */
export function composeIssue(book: BookAt, reading: IssueAt): Document {
  const { id, title } = reading.issue;
  const view = viewIssue(book, reading);
  const { body, home } = view;
  const runs = book.issueRuns(reading.issue);
  const sections = (kind: SectionKind) => sectionBlocks(view, sectionsOf(body, kind));
  const decisions = book.decisionsAbout(id);
  return page(issueEntry(book, reading), [
    heading(1, `${id}: `, prose(book, title, home)),
    ...region('meta', [paragraph(headLine(view, runs))]),
    ...(runs === undefined ? [] : contradiction(book, runs)),
    ...answersOf(view, runs, decisions),
    ...region('rail', [summaryTable(view, runs)]),
    ...proseBlocks(book, body.preamble, home),
    ...section(2, says.symptom, symptomBlocks(view)),
    heading(2, says.tests),
    testsTable(view),
    ...section(2, says.rootCause, [
      ...diagnosisBlocks(view),
      ...causesTables(view),
      ...sections('root-cause'),
    ]),
    ...section(2, says.evidence, sections('evidence')),
    ...section(2, says.fixes(reading.fixes.length), fixSheets(view)),
    ...section(2, says.decisions(decisions.length), issueDecisions(book, id, decisions)),
    ...(runs === undefined ? [] : issueRunsSection(view, runs)),
    ...section(2, words.observed.title, observedBlocks(view)),
    ...section(2, says.verification, sections('verification')),
    ...section(2, says.run, sections('run')),
    ...section(2, says.tasks, taskList(book, reading.issue.tasks, home)),
    ...section(2, says.recognisedBy, bullets(signatures(reading))),
    ...region('rail', [heading(2, says.timeline), timelineTable(view)]),
    ...region('rail', section(2, says.related, bullets(related(view, decisions)))),
    ...section(2, says.notes, sections('notes')),
    ...sectionsOf(body, 'other').flatMap(({ heading: written, content }) => [
      heading(2, written),
      ...proseBlocks(book, content, home),
    ]),
  ]);
}

/** Its status and since when, how bad it is, and how many tests it has. */
function headLine(view: IssueView, runs: IssueRuns | undefined): Inlines {
  const { settings } = view.book;
  const { tests, issue } = view.reading;
  const { impact } = issue;
  return joined(
    [
      [statusLine(view), runs === undefined ? [] : standingMark(runs)],
      ...(impact === undefined ? [] : [says.impact(termLabel(settings.impacts, impact))]),
      ...(tests.length === 0 ? [] : [says.testCount(tests.length)]),
    ],
    ' · ',
  );
}

function signatures({ issue }: IssueAt): Inlines[] {
  return issue.signatures.flatMap(({ text, regex, only, matches, rejects }): Inlines[] => {
    const clues: Inlines[] = [
      ...(text === undefined ? [] : [[says.signatureText, code(text)]]),
      ...(regex === undefined ? [] : [[says.signatureRegex, code(regex)]]),
    ];
    const specimens = (label: string, texts: readonly string[]): Inlines =>
      texts.length === 0 ? '' : [label, joined(texts.map(code))];
    const limits = [
      ...(only?.tests ?? []),
      ...(only?.suite === undefined ? [] : [only.suite]),
      ...(only?.environment === undefined ? [] : [only.environment]),
    ];
    const last = [
      clues.at(-1) ?? '',
      specimens(says.only, limits),
      specimens(says.matches, matches),
      specimens(says.rejects, rejects),
    ];
    return [...clues.slice(0, -1), last];
  });
}

function related(
  { book, reading: { issue, leading } }: IssueView,
  decisions: readonly DecisionAt[],
): Inlines[] {
  const suite = book.suiteHead(issue.suite);
  const named = book.namedBy(issue.id);
  const same = leading?.pattern === undefined ? [] : book.sameCause(leading.pattern);
  const others = same.filter((id) => id !== issue.id);
  const asked = new Set(decisions.flatMap(({ issues }) => issues));
  asked.delete(issue.id);
  const some = (ids: readonly string[]): Inlines => {
    const more = ids.length - LIST_SIZES.rows.head;
    return [issueLinks(ids.slice(0, LIST_SIZES.rows.head)), more > 0 ? says.andOthers(more) : ''];
  };
  return [
    ...(others.length === 0 ? [] : [[says.sameCause, some(others)]]),
    ...(asked.size === 0 ? [] : [[says.askedTogether, some([...asked])]]),
    ...RELATIONS.flatMap((kind) =>
      issue.related
        .filter((entry) => entry.kind === kind)
        .map((entry) => [says.relations[kind], issueLink(entry.issue)]),
    ),
    ...named
      .slice(0, LIST_SIZES.rows.head)
      .map(({ id, title }) => [
        says.citedIn,
        issueLink(id),
        `: ${plainText(book, title, homeOf({ kind: 'issue', id }))}`,
      ]),
    ...(named.length > LIST_SIZES.rows.head
      ? [[says.citedIn, says.others(named.length - LIST_SIZES.rows.head)]]
      : []),
    ...issue.references.map((entry) => {
      const commit = /^commit:(.+)$/s.exec(entry)?.[1];
      const mark =
        commit === undefined
          ? book.referenceMissingAt(entry, issue.suite) === undefined
            ? inlineCheckMark(book, issue, { kind: 'reference', of: entry })
            : []
          : inlineCheckMark(book, issue, { kind: 'commit', of: 'references', what: commit });
      return [inlineReference(book, entry, suite), mark];
    }),
  ];
}
