import type { RootContent } from 'mdast';
import { formatLongDate } from '../core/calendar.ts';
import { expectedTable } from './blocks/expected-table.ts';
import { planSections } from './blocks/lists.ts';
import { heading, paragraph } from './blocks/tree.ts';
import type { BookAt } from './context.ts';
import type { Document, DocumentEntry } from './document.ts';
import { ROUTES } from './routes.ts';

export const PLAN_ENTRY: DocumentEntry = {
  route: ROUTES.plan,
  kind: 'plan',
  title: 'Plan',
  description: 'Planned work by horizon, with effort and what it is expected to give.',
  facets: {},
};

export function composePlan(context: BookAt): Document {
  const { plan, expected, stable } = context.figures();
  const children: RootContent[] = [
    heading(1, 'Plan'),
    paragraph(
      `Planned work by horizon as of ${formatLongDate(context.asOf.text)}. A fix that several issues share is counted once.`,
    ),
    ...(plan.length === 0 ? [paragraph('Nothing is planned.')] : planSections(context, plan, 2)),
    ...(expected.length === 0
      ? []
      : [heading(2, 'What the planned work is expected to give'), expectedTable(context, stable, expected)]),
  ];
  return { ...PLAN_ENTRY, root: { type: 'root', children } };
}
