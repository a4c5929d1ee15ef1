import { type BookPlan, capital, issueIdOf, type SuitePlan } from './plan-book.ts';
import { createRandom, type Random } from './random.ts';
import { ACTIONS, COMPONENTS, ENTITIES, FIXES, type Language, MITIGATIONS } from './words.ts';

/** What other records may ask of an issue: worked out from its number alone, so that links can be made in any order. */
export interface IssuePlan {
  readonly id: string;
  readonly title: string;
  readonly suite: SuitePlan;
  readonly pattern: string;
  readonly secondPattern?: string;
  readonly fix: (typeof FIXES)[number];
  readonly mitigation?: (typeof MITIGATIONS)[number];
  /** The issue whose cause and fix this one repeats. */
  readonly same?: string;
  readonly component: string;
  readonly entity: string;
  readonly language: Language;
  /** For all that only the issue's own text needs. */
  readonly random: Random;
  /** Days from 2024-01-01 to its first entry. */
  readonly openedDay: number;
}

/** Two years: 2024-01-01 to 2025-12-31. */
export const LAST_DAY = 730;

const SAME_EVERY = 9;

export function planIssue(book: BookPlan, suite: SuitePlan, issue: number): IssuePlan {
  const isRepeat = issue % SAME_EVERY === SAME_EVERY - 1;
  const random = createRandom(issue);
  // A repeated issue lies one to seven before and is no repeat itself, so that nothing goes round in circles.
  const base = issue - 1 - random.int(SAME_EVERY - 2);
  const repeated = isRepeat && base >= suite.first ? planIssue(book, suite, base) : undefined;
  const component = random.pick(COMPONENTS);
  const pattern = repeated?.pattern ?? random.pick(book.patternIds);
  const second = random.pick(book.patternIds);
  const mitigation = random.chance(0.6) ? random.pick(MITIGATIONS) : undefined;
  return {
    id: issueIdOf(suite, issue),
    title: `${capital(component)} ${random.pick(ACTIONS)}`,
    suite,
    pattern,
    ...(second !== pattern && random.chance(0.3) ? { secondPattern: second } : {}),
    fix: repeated?.fix ?? random.pick(FIXES),
    ...(mitigation ? { mitigation } : {}),
    ...(repeated ? { same: repeated.id } : {}),
    component,
    entity: random.pick(ENTITIES),
    language: suite.language,
    openedDay: random.int(LAST_DAY - 120),
    random,
  };
}
