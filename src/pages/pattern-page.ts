import type { RootContent } from 'mdast';
import type { Pattern } from '../records/pattern/pattern.ts';
import { firstDiagnosisBlocks } from './blocks/diagnosis.ts';
import { issuesTable } from './blocks/lists.ts';
import { plainText, prose, proseBlocks } from './blocks/prose.ts';
import { pairSnippets } from './blocks/snippets.ts';
import {
  heading,
  type Inlines,
  joined,
  list,
  paragraph,
  recordLink,
  strong,
  table,
  text,
} from './blocks/tree.ts';
import type { BookAt } from './context.ts';

import type { Document, DocumentEntry } from './document.ts';
import { patternRoute } from './routes.ts';

export function patternEntry(pattern: Pattern): DocumentEntry {
  return {
    route: patternRoute(pattern.id),
    kind: 'pattern',
    title: plainText(pattern.title),
    description: plainText(pattern.summary),
    facets: { Kind: ['Pattern'] },
  };
}

export function composePattern(context: BookAt, pattern: Pattern): Document {
  const body = context.body(pattern.file);
  const home = { file: pattern.file };
  const issues = context.withPattern(pattern.id);
  const points = (title: string, entries: readonly string[]): RootContent[] =>
    entries.length === 0
      ? []
      : [heading(2, title), list(entries.map((entry) => prose(context, entry, home)))];
  const children: RootContent[] = [
    heading(1, prose(context, pattern.title, home)),
    paragraph(prose(context, pattern.summary, home)),
    ...(pattern.theme === undefined
      ? []
      : [paragraph(strong('Theme'), text(': '), prose(context, pattern.theme, home))]),
    ...(pattern.solution === undefined
      ? []
      : [paragraph(strong('Solution'), text(': '), prose(context, pattern.solution, home))]),
    ...proseBlocks(context, body.preamble, home),
    ...points('Signals', pattern.signals),
    ...points('What only looks like it', pattern.guards),
    ...points('Cures', pattern.cures),
    ...points('What is mistaken for a cure', pattern.counterCures),
    ...body.sections.flatMap((section) => [
      heading(2, section.heading),
      ...pairSnippets(proseBlocks(context, section.content, home)),
    ]),
    ...prevalence(pattern),
    heading(2, 'Issues with this cause'),
    issues.length === 0 ? paragraph('None in this book.') : issuesTable(context, issues),
    ...firstDiagnosisBlocks(context, pattern.id),
    ...(pattern.related.length === 0
      ? []
      : [
          heading(2, 'Related patterns'),
          paragraph(
            joined(pattern.related.map((id) => recordLink(patternRoute(id), context.patternTitle(id)))),
          ),
        ]),
  ];
  return { ...patternEntry(pattern), root: { type: 'root', children } };
}

function prevalence({ prevalence: shares }: Pattern): RootContent[] {
  if (shares.length === 0) return [];
  return [
    heading(2, 'How common it is'),
    table(
      ['Share', 'Of', 'Source'],
      shares.map(({ share, of, source }): Inlines[] => [share, of, source]),
    ),
  ];
}
