import type { Figures } from '../../asof/figures.ts';
import type { Book } from '../../records/book/book.ts';
import type { FigureCard } from '../document.ts';
import { ROUTES } from '../routes.ts';
import { enumerate, formatFraction, formatShare, plural, statusLabel, statusOrder } from '../words/format.ts';
import { horizonSum, horizonTitle } from './lists.ts';

/** The state at a glance: each number with its denominator and its source. */
export function figureCards(figures: Figures, book: Book): FigureCard[] {
  const cards: FigureCard[] = [];
  const { stable, issues, testsUnresolved, testsAffected, decisionsOpen } = figures;
  if (stable?.of !== undefined) {
    cards.push({
      label: 'Stable tests',
      value: formatFraction(stable),
      note: `${formatShare(stable.value, stable.of)}: suite size minus unresolved tests`,
      tone: stable.value === stable.of ? 'good' : 'note',
      share: stable.of === 0 ? 0 : stable.value / stable.of,
      to: ROUTES.suites,
    });
  }
  cards.push({
    label: 'Issues',
    value: String(issues.value),
    note:
      enumerate(
        statusOrder([...figures.byStatus.keys()]).map(
          (status) => `${figures.byStatus.get(status)?.value} ${statusLabel(status, book).toLowerCase()}`,
        ),
      ) || 'none recorded',
    to: ROUTES.issues,
  });
  cards.push({
    label: 'Unresolved tests',
    value: formatFraction({ ...testsUnresolved, of: testsAffected.value }),
    note: 'of the tests that issues make flaky',
    tone: testsUnresolved.value === 0 ? 'good' : 'warn',
    to: ROUTES.issues,
  });
  const next = figures.plan.find(({ work }) => work.length > 0);
  if (next) {
    cards.push({
      label: `Next: ${horizonTitle(book, next.horizon)}`,
      value: horizonSum(next, book),
      note: `${plural(next.work.length, 'piece')} of planned work, every fix once`,
      to: ROUTES.plan,
    });
  }
  cards.push({
    label: 'Open questions',
    value: String(decisionsOpen.value),
    note: waitingWords(figures.oldestDecisionDays?.value),
    tone: figures.decisionsOverdue.value > 0 ? 'bad' : decisionsOpen.value > 0 ? 'warn' : 'good',
    to: ROUTES.decisions,
  });
  return cards;
}

function waitingWords(days: number | undefined): string {
  if (days === undefined) return 'none waits';
  return days === 0 ? 'the oldest was asked that day' : `the oldest has waited ${plural(days, 'day')}`;
}
