import { LANGUAGES, LAYERS, type Language, SERVICES } from './words.ts';

/** The fewest records that make a book: the patterns, a suite, its references and some issues. */
export const FEWEST_RECORDS = 40;

const ISSUES_PER_SUITE = 200;

export interface SuitePlan {
  readonly index: number;
  readonly id: string;
  readonly title: string;
  readonly prefix: string;
  readonly language: Language;
  /** The first issue of the suite among all issues, and how many there are. */
  readonly first: number;
  readonly count: number;
}

export interface BookPlan {
  readonly suites: readonly SuitePlan[];
  readonly issueCount: number;
  readonly patternIds: readonly string[];
}

/** Shares `count` records out: all patterns, some 200 issues a suite, and one file of references for each suite. */
export function planBook(count: number, patternIds: readonly string[]): BookPlan {
  const rest = count - patternIds.length;
  const suiteCount = Math.max(1, Math.round(rest / (ISSUES_PER_SUITE + 2)));
  const issueCount = rest - 2 * suiteCount;
  const bounds = Array.from({ length: suiteCount + 1 }, (_, i) => Math.floor((i * issueCount) / suiteCount));
  const suites = bounds
    .slice(0, -1)
    .map((first, i) => planSuite(i, first, (bounds[i + 1] as number) - first));
  return { suites, issueCount, patternIds };
}

function planSuite(index: number, first: number, count: number): SuitePlan {
  const service = SERVICES[index % SERVICES.length] as string;
  const layer = LAYERS[Math.floor(index / SERVICES.length) % LAYERS.length] as string;
  const round = Math.floor(index / (SERVICES.length * LAYERS.length));
  const suffix = round === 0 ? '' : String(round + 1);
  return {
    index,
    id: `${service}-${layer}${suffix}`,
    title: `${capital(service)} ${layer} tests${suffix === '' ? '' : ` ${suffix}`}`,
    prefix: `${service}-${layer}${suffix}-`.toUpperCase(),
    language: LANGUAGES[index % LANGUAGES.length] as Language,
    first,
    count,
  };
}

/** The id of an issue by its number among all issues. */
export function issueIdOf(suite: SuitePlan, issue: number): string {
  return `${suite.prefix}${String(issue - suite.first + 1).padStart(3, '0')}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
