import type { ListItem, RootContent } from 'mdast';
import type { PlannedWork } from '../../asof/figures.ts';
import type { FixReading } from '../../asof/snapshot.ts';
import { decisionItems } from '../blocks/decision-parts.ts';
import { horizonTitle, workEffort, workHome, workTitle } from '../blocks/lists.ts';
import { fixHome, homeOf, prose } from '../blocks/prose.ts';
import { heading, joined, list, listItem, paragraph, recordLink, strong } from '../blocks/tree.ts';
import { issueRoute } from '../routes.ts';
import { formatEffort } from '../words/format.ts';
import type { ReportView } from './report.ts';

/** What to do as a checklist by horizon, then the open questions with their options. */
export function composeRecommendations(view: ReportView): RootContent[] {
  const { book } = view.context;
  const horizons = [...book.horizons.map(({ id }) => id), ''];
  const lists = horizons.flatMap((horizon) => {
    const items = [...doneItems(view, horizon), ...todoItems(view, horizon)];
    return items.length === 0 ? [] : [heading(3, `Actions: ${horizonTitle(book, horizon)}`), list(items)];
  });
  return [
    heading(2, 'Recommendations'),
    ...(lists.length === 0 ? [paragraph('Nothing is planned.')] : lists),
    ...questions(view),
  ];
}

function doneItems({ context, issues }: ReportView, horizon: string): ListItem[] {
  const shared = new Map<string, { fix: FixReading; ids: string[] }>();
  for (const { issue, fixes } of issues) {
    for (const fix of fixes) {
      if (fix.state !== 'applied' || (fix.horizon ?? '') !== horizon) continue;
      const known = shared.get(fix.key);
      if (known) known.ids.push(issue.id);
      else shared.set(fix.key, { fix, ids: [issue.id] });
    }
  }
  return [...shared.values()].map(({ fix, ids }) =>
    listItem(
      [
        paragraph(
          joined(ids.map((id) => recordLink(issueRoute(id), id))),
          ': ',
          prose(context, fix.title, fixHome(fix)),
          fix.effort === undefined ? '' : ` (${formatEffort(fix.effort)})`,
        ),
      ],
      true,
    ),
  );
}

function todoItems({ context, figures }: ReportView, horizon: string): ListItem[] {
  const plan = figures.plan.find((candidate) => candidate.horizon === horizon);
  return (plan?.work ?? []).map((work: PlannedWork) =>
    listItem(
      [paragraph(workHome(context, work), ': ', workTitle(context, work), ` (${workEffort(work)})`)],
      false,
    ),
  );
}

function questions({ context, reading, issues }: ReportView): RootContent[] {
  const all = [...issues.flatMap(({ issue }) => context.decisionsAbout(issue.id)), ...reading.decisions];
  const open = [...new Map(all.map((decision) => [decision.key, decision])).values()].filter(
    ({ state }) => state === 'open',
  );
  if (open.length === 0) return [];
  return [
    heading(3, 'Questions'),
    list(
      open.map((decision) =>
        listItem([
          paragraph(strong(prose(context, decision.decision.ask, homeOf(decision.home)))),
          list(decisionItems(context, decision)),
        ]),
      ),
      { ordered: true },
    ),
  ];
}
