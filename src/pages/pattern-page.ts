import type { RootContent } from 'mdast';
import type { Pattern } from '../records/pattern/pattern.ts';
import { firstDiagnosisBlocks } from './blocks/issue.ts';
import { issuesTable } from './blocks/issue-fields.ts';
import { patternLink } from './blocks/links.ts';
import { plainText, prose, proseBlocks } from './blocks/prose.ts';
import { pairSnippets } from './blocks/snippets.ts';
import { bullets, fact, heading, joined, page, paragraph, region, section, table } from './blocks/tree.ts';
import type { BookAt } from './book-at.ts';
import type { Document } from './document.ts';
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
  const entry = {
    route: patternRoute(id),
    kind: 'pattern',
    title,
    description: plainText(summary),
    facets: { Kind: ['Pattern'] },
  } as const;
  return page(entry, [
    heading(1, title),
    paragraph(prose(book, summary, home)),
    ...sentence(says.theme, pattern.theme),
    ...sentence(says.solution, pattern.solution),
    ...proseBlocks(book, body.preamble, home),
    ...beside(points(says.signals, pattern.signals), points(says.lookalikes, pattern.guards)),
    ...beside(points(says.cures, pattern.cures), points(says.falseCures, pattern.counterCures)),
    ...body.sections.flatMap(({ heading: written, content }) => [
      heading(2, written),
      ...pairSnippets(proseBlocks(book, content, home)),
    ]),
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
    issues.length === 0 ? paragraph(says.noIssue) : issuesTable(book, issues, book.suiteIds.length > 1),
    ...firstDiagnosisBlocks(book, id),
    ...section(
      2,
      says.related,
      related.length === 0 ? [] : [paragraph(joined(related.map((other) => patternLink(book, other))))],
    ),
  ]);
}

/** What speaks for it beside what speaks against it. */
function beside(...parts: readonly (readonly RootContent[])[]): RootContent[] {
  return region(
    'sheets',
    parts.flatMap((part) => region('sheet', part)),
  );
}
