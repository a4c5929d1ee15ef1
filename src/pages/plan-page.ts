import { expectedTable } from './blocks/figures.ts';
import { payoffChart, planBlocks, planColumns } from './blocks/plan.ts';
import { bullets, heading, overviewPage, paragraph, region, section } from './blocks/tree.ts';
import { lateItems } from './blocks/trials.ts';
import type { BookAt } from './book-at.ts';
import type { Document } from './document.ts';
import { planLine } from './report/summary.ts';
import { ROUTES } from './routes.ts';
import { words } from './words/words.ts';

const { plan: says } = words;

export function composePlan(book: BookAt): Document {
  const figures = book.figures();
  const { plan, expected } = figures;
  const carriedOut = expectedTable(book, figures);
  const late = bullets(lateItems(book));
  return overviewPage(ROUTES.plan, 'plan', says, [
    ...region('lead', [paragraph(planLine({ book, figures }))]),
    paragraph(says.asOf(book.asOf.text)),
    ...section(2, says.overdue, late),
    ...(late.length === 0 || plan.length === 0 ? [] : [heading(2, says.work)]),
    ...region('site', [...payoffChart(book, figures, carriedOut), ...planColumns(book, plan)]),
    ...region('folded', planBlocks(book, plan), says.allWork),
    ...region('text', section(2, says.carriedOut, expected.length === 0 ? [] : [carriedOut])),
  ]);
}
