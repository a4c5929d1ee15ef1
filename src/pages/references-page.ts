import type { RootContent } from 'mdast';
import { referenceLine } from './blocks/references.ts';
import { heading, type Inlines, joined, list, paragraph, recordLink, text } from './blocks/tree.ts';
import type { BookAt } from './context.ts';
import type { Document, DocumentEntry } from './document.ts';
import { issueRoute, ROUTES } from './routes.ts';

export const REFERENCES_ENTRY: DocumentEntry = {
  route: ROUTES.references,
  kind: 'references',
  title: 'Related documentation',
  description: 'Documents, tickets and decision records that issues refer to.',
  facets: {},
};

export function composeReferences(context: BookAt): Document {
  const groups = context.references;
  const children: RootContent[] = [heading(1, REFERENCES_ENTRY.title)];
  if (groups.length === 0) children.push(paragraph('No reference is recorded.'));
  for (const group of groups) {
    children.push(
      heading(2, group.title),
      list(
        group.items.map((item): Inlines => {
          const named = context.citedIn(item.id);
          const by =
            named.length === 0
              ? []
              : [text(', named by '), ...joined(named.map((id) => recordLink(issueRoute(id), id)))];
          return [...referenceLine(context, item, context.suiteOfReferences(group.id)), ...by];
        }),
      ),
    );
  }
  return { ...REFERENCES_ENTRY, root: { type: 'root', children } };
}
