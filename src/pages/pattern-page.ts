import type { RootContent } from 'mdast';
import type { Pattern } from '../records/pattern/pattern.ts';
import { firstDiagnosisBlocks, fixSnippets, viewIssue } from './blocks/issue.ts';
import { explorer, issuesTable } from './blocks/issue-fields.ts';
import { issueLink, patternLink } from './blocks/links.ts';
import { plainText, prose, proseBlocks } from './blocks/prose.ts';
import { pairSnippets } from './blocks/snippets.ts';
import {
  bullets,
  fact,
  heading,
  joined,
  page,
  paragraph,
  region,
  section,
  strong,
  table,
} from './blocks/tree.ts';
import type { BookAt } from './book-at.ts';
import type { Document, SnippetPair } from './document.ts';
import type { IssueRow } from './issue-rows.ts';
import { patternRoute } from './routes.ts';
import { words } from './words/words.ts';

const { pattern: says } = words;

export function composePattern(book: BookAt, pattern: Pattern): Document {
  const { id, title, summary, file, prevalence, related } = pattern;
  const body = book.body(file);
  const home = { file };
  const issues = book.withPattern(id);
  const sentence = (label: string, value: string | undefined) =>
    fact(label, value && prose(book, value, home)).map((words) => paragraph(words));
  const points = (label: string, entries: readonly string[]): RootContent[] =>
    section(2, label, bullets(entries.map((entry) => prose(book, entry, home))));
  const facts = [
    ...(pattern.family === undefined ? [] : [[strong(says.family), words.patterns.families[pattern.family]]]),
    ...(related.length === 0
      ? []
      : [[strong(says.related), joined(related.map((other) => patternLink(book, other)))]]),
  ];
  const entry = {
    route: patternRoute(id),
    kind: 'pattern',
    title,
    description: plainText(book, summary, home),
    facets: { Kind: ['Pattern'] },
  } as const;
  return page(entry, [
    heading(1, title),
    ...region('lead', [paragraph(prose(book, summary, home))]),
    ...region('site', [paragraph(shareWords(book, id, issues))]),
    ...sentence(says.theme, pattern.theme),
    ...sentence(says.solution, pattern.solution),
    ...region('rail', facts.length === 0 ? [] : [table([words.issue.summary, ''], facts)]),
    ...proseBlocks(book, body.preamble, home),
    ...beside(points(says.signals, pattern.signals), points(says.lookalikes, pattern.guards)),
    ...beside(points(says.cures, pattern.cures), points(says.falseCures, pattern.counterCures)),
    ...body.sections.flatMap(({ heading: written, content }) => [
      heading(2, written),
      ...pairSnippets(proseBlocks(book, content, home)),
    ]),
    ...region('site', fixedHere(book, issues)),
    ...section(
      2,
      says.prevalence,
      prevalence.length === 0
        ? []
        : [
            table(
              says.prevalenceTable,
              prevalence.map(({ share, of, source }) =>
                [share, of, source].map((said) => prose(book, said, home)),
              ),
            ),
          ],
    ),
    heading(2, says.issues),
    ...(issues.length === 0 ? [paragraph(says.noIssue)] : listed(book, id, issues)),
    ...firstDiagnosisBlocks(book, id),
  ]);
}

function listed(book: BookAt, pattern: string, issues: readonly IssueRow[]): RootContent[] {
  const table = issuesTable(book, issues, 'cause');
  return explorer(book, [{ key: 'pattern', value: pattern }], [table], words.explorer.field);
}

/** What speaks for it beside what speaks against it. */
function beside(...parts: readonly (readonly RootContent[])[]): RootContent[] {
  return region(
    'sheets',
    parts.flatMap((part) => region('sheet', part)),
  );
}

/** How many issues it is behind, how many of them are unresolved, and how long the others took. */
function shareWords(book: BookAt, pattern: string, issues: readonly IssueRow[]): string {
  const unresolved = issues.filter(({ group }) => group === 'unresolved').length;
  return says.share(issues.length, unresolved, book.timeToFix(pattern), book.timeToFix());
}

/** So many fixes are shown, of the newest so many verified issues. */
const [SHOWN_FIXES, LOOKED_AT] = [2, 20];

/** What fixed issues of the book with this cause, before and after: of what was verified, the shortest. */
function fixedHere(book: BookAt, issues: readonly IssueRow[]): RootContent[] {
  const verified = issues.filter(({ status, isContradicted }) => status === 'verified' && !isContradicted);
  const pairs = verified.slice(0, LOOKED_AT).flatMap(({ id }) => {
    const reading = book.issue(id);
    const view = reading && viewIssue(book, reading);
    const applied = reading?.fixes.filter(({ kind, state }) => kind === 'fix' && state === 'applied') ?? [];
    return applied.flatMap((fix) =>
      (view ? fixSnippets(view, fix) : []).flatMap((block) =>
        block.type === 'snippetPair' && block.told !== undefined ? [{ id, fix, view, pair: block }] : [],
      ),
    );
  });
  const lines = ({ before, after }: SnippetPair) => before.split('\n').length + after.split('\n').length;
  const shown = pairs.sort((a, b) => lines(a.pair) - lines(b.pair)).slice(0, SHOWN_FIXES);
  return section(
    2,
    says.fixedHere,
    shown.flatMap(({ id, fix, view, pair }) => [
      paragraph(issueLink(id), ': ', view ? prose(book, fix.title, view.home) : fix.title),
      pair,
    ]),
  );
}
