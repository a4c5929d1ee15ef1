import type { RootContent } from 'mdast';
import { type SectionKind, sectionsOf } from '../records/body/section.ts';
import { RELATIONS } from '../records/issue/issue.ts';
import { inlineCheckMark } from './blocks/code-checks.ts';
import { issueDecisions } from './blocks/decisions.ts';
import {
  causesTable,
  diagnosisBlocks,
  fixBlocks,
  type IssueView,
  sectionBlocks,
  statusLine,
  testsTable,
  timelineTable,
  viewIssue,
} from './blocks/issue.ts';
import { issueFacets, summaryTable } from './blocks/issue-fields.ts';
import { inlineReference, issueLink, mechanismName } from './blocks/links.ts';
import { plainText, prose, proseBlocks } from './blocks/prose.ts';
import { taskList } from './blocks/tasks.ts';
import { bullets, code, heading, type Inlines, joined, page, paragraph, section } from './blocks/tree.ts';
import type { BookAt } from './book-at.ts';
import type { Document, DocumentEntry } from './document.ts';
import { LIST_SIZES } from './lists.ts';
import type { IssueAt } from './questions.ts';
import { issueRoute } from './routes.ts';
import { contradiction, issueRunsSection, standingMark } from './runs/issue-section.ts';
import { observedSection } from './runs/observed.ts';
import { capitalise, statusLabel } from './words/format.ts';
import { words } from './words/words.ts';

const { issue: says } = words;

function issueEntry(book: BookAt, reading: IssueAt): DocumentEntry {
  const { issue, leading, status, updated } = reading;
  const cause = plainText(leading?.claim ?? (leading ? mechanismName(book, leading) : says.causeUnknown));
  return {
    route: issueRoute(issue.id),
    kind: 'issue',
    title: `${issue.id}: ${plainText(issue.title)}`,
    description: `${statusLabel(status, book.settings)}. ${capitalise(cause)}${/[.!?]$/.test(cause) ? '' : '.'}`,
    facets: issueFacets(book, reading),
    updated,
  };
}

/** An issue's page. It does not print the date of reading, so that a day that brings it nothing leaves it as it is. */
export function composeIssue(book: BookAt, reading: IssueAt): Document {
  const { id, title } = reading.issue;
  const view = viewIssue(book, reading);
  const { body, home } = view;
  const runs = book.issueRuns(id);
  const sections = (kind: SectionKind) => sectionBlocks(view, sectionsOf(body, kind));
  const decisions = book.decisionsAbout(id);
  return page(issueEntry(book, reading), [
    heading(1, `${id}: `, prose(book, title, home)),
    paragraph(statusLine(view), runs === undefined ? [] : standingMark(runs)),
    ...(runs === undefined ? [] : contradiction(book, runs)),
    summaryTable(view, runs),
    ...proseBlocks(book, body.preamble, home),
    heading(2, says.tests),
    testsTable(view),
    ...section(2, says.symptom, sections('symptom')),
    ...section(2, says.rootCause, [
      ...diagnosisBlocks(view),
      ...causesTable(view),
      ...sections('root-cause'),
    ]),
    ...section(2, says.evidence, sections('evidence')),
    ...section(2, says.fixes(reading.fixes.length), fixes(view)),
    ...section(2, says.verification, sections('verification')),
    ...observedSection(view),
    ...section(2, says.run, sections('run')),
    ...section(2, says.tasks, taskList(book, reading.issue.tasks, home)),
    ...(runs === undefined ? [] : issueRunsSection(book, runs)),
    ...section(2, says.decisions(decisions.length), issueDecisions(book, id, decisions)),
    ...section(2, says.recognisedBy, bullets(signatures(reading))),
    heading(2, says.timeline),
    timelineTable(view),
    ...section(2, says.related, bullets(related(view))),
    ...section(2, says.notes, sections('notes')),
    ...sectionsOf(body, 'other').flatMap(({ heading: written, content }) => [
      heading(2, written),
      ...proseBlocks(book, content, home),
    ]),
  ]);
}

/** Each fix with its section of the body; a section without an id stands alone where there is no fix. */
function fixes(view: IssueView): RootContent[] {
  const { book, reading, body, home } = view;
  if (reading.fixes.length === 0)
    return sectionBlocks(
      view,
      sectionsOf(body, 'fix').filter(({ id }) => id === undefined),
    );
  return reading.fixes.flatMap((fix) => [heading(3, prose(book, fix.title, home)), ...fixBlocks(view, fix)]);
}

function signatures({ issue }: IssueAt): Inlines[] {
  return issue.signatures.flatMap(({ text, regex, matches, rejects }): Inlines[] => {
    const clues: Inlines[] = [
      ...(text === undefined ? [] : [[says.signatureText, code(text)]]),
      ...(regex === undefined ? [] : [[says.signatureRegex, code(regex)]]),
    ];
    const specimens = (label: string, texts: readonly string[]): Inlines =>
      texts.length === 0 ? '' : [label, joined(texts.map(code))];
    const last = [clues.at(-1) ?? '', specimens(says.matches, matches), specimens(says.rejects, rejects)];
    return [...clues.slice(0, -1), last];
  });
}

function related({ book, reading: { issue } }: IssueView): Inlines[] {
  const suite = book.suiteHead(issue.suite);
  const named = book.namedBy(issue.id);
  return [
    ...RELATIONS.flatMap((kind) =>
      issue.related
        .filter((entry) => entry.kind === kind)
        .map((entry) => [says.relations[kind], issueLink(entry.issue)]),
    ),
    ...named
      .slice(0, LIST_SIZES.head)
      .map(({ id, title }) => [says.citedIn, issueLink(id), `: ${plainText(title)}`]),
    ...(named.length > LIST_SIZES.head ? [[says.citedIn, says.others(named.length - LIST_SIZES.head)]] : []),
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
