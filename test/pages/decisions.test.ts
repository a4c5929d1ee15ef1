import { describe, expect, it } from 'vitest';
import { decisionItems } from '../../src/pages/blocks/decisions.ts';
import { plain } from '../../src/pages/blocks/tree.ts';
import { buildBase, buildDecision, buildFix, buildIssue } from '../asof/build.ts';
import { bookAt } from '../support/book.ts';

describe('the work in question of a decision', () => {
  const fixes = [buildFix('filter', '2h'), buildFix('rewrite'), buildFix('guard', '1h')];
  const workOf = (...ids: string[]) => {
    const covers = ids.map((id) => `DS-FLAKY-001/${id}`);
    const decisions = [buildDecision('which', { covers, asked: '2026-01-05' })];
    const book = bookAt({ kb: buildBase([buildIssue('DS-FLAKY-001', { fixes, decisions })]) }, '2026-01-09');
    const items = book.decisions.flatMap((reading) => decisionItems(book, reading).map(plain));
    return items.filter((item) => item.startsWith('Work in question'));
  };

  it.each([
    ['estimates, every fix once', ['filter', 'guard', 'filter'], ['Work in question: 3 hours']],
    [
      'what has no estimate apart from the sum',
      ['filter', 'rewrite'],
      ['Work in question: 2 hours, plus 1 piece of work without an estimate'],
    ],
    ['no sum where nothing is estimated', ['rewrite'], ['Work in question: no estimates']],
    ['nothing where it names no fix', ['missing'], []],
  ])('has %s', (_, ids, shown) => {
    expect(workOf(...ids)).toEqual(shown);
  });
});
