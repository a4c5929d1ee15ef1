import type { BookAt } from '../book-at.ts';
import type { FigureCard } from '../document.ts';
import { ROUTES, suiteRoute } from '../routes.ts';
import { enumerate } from '../words/format.ts';
import { rateWords } from '../words/run-format.ts';
import { words as all } from '../words/words.ts';
import { STANDINGS } from './issue-runs.ts';

const { claims } = all;
const words = all.runs.card;

/** The measured runs at a glance; none where there are no runs. */
export function runCards(book: BookAt): FigureCard[] {
  const suites = book.suiteIds.flatMap((id) => book.suiteSummary(id) ?? []);
  const [only, ...more] = suites;
  if (only === undefined) return [];
  const runs = suites.flatMap((suite) => suite.runs);
  const counted = runs.filter(({ kind }) => kind === 'counted').length;
  const red = more.length === 0 ? only.red : undefined;
  const redWords = red && rateWords(red, ...words.wereRed);
  return [
    {
      label: words.title,
      value: String(runs.length),
      note: words.note(counted, suites.length, redWords),
      to: more.length === 0 ? suiteRoute(only.suite) : ROUTES.suites,
    },
    ...fixCards(book),
  ];
}

/** How the claimed fixes stand: contradicted ones are what somebody must know first. */
function fixCards(book: BookAt): FigureCard[] {
  const fixes = book.claimedFixes();
  if (fixes.length === 0) return [];
  const counts = Map.groupBy(fixes, ({ fix }) => fix.standing);
  const supported = counts.get('supported')?.length ?? 0;
  const rest = STANDINGS.flatMap((standing) => {
    const count = counts.get(standing)?.length ?? 0;
    return standing === 'supported' || count === 0 ? [] : [claims.rest[standing](count)];
  });
  return [
    {
      label: claims.supported,
      value: `${supported}/${fixes.length}`,
      note: rest.length === 0 ? claims.allSupported : enumerate(rest),
      tone: counts.has('contradicted') ? 'bad' : supported === fixes.length ? 'good' : 'note',
      to: ROUTES.issues,
    },
  ];
}
