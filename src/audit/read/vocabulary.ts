/** What is counted. The empty string where nothing says so. */
export type Unit = 'tests' | 'issues' | 'runs' | '';

/** What is said of the counted: one word for all that mean the same. */
export type Predicate =
  | 'stable'
  | 'passing'
  | 'failing'
  | 'flaky'
  | 'remaining'
  | 'fixed'
  | 'triaged'
  | 'open'
  | 'skipped'
  | 'quarantined'
  | 'total'
  | '';

/** When a statement holds: what was, what is hoped for, and what is. */
export type Tense = 'past' | 'future' | 'now';

const UNITS: readonly (readonly [Unit, RegExp])[] = [
  ['tests', /\b(?:tests?|specs?|test[ -]?cases?|testcases?)\b/iu],
  ['issues', /\b(?:issues?|flakes|problems?|bugs?)\b/iu],
  ['runs', /\b(?:runs?|builds?|executions?|jobs?|pipelines?|iterations?|attempts?)\b/iu],
];

/** The order matters: `still flaky` remains, `unresolved` is no `resolved`. */
const PREDICATES: readonly (readonly [Predicate, RegExp])[] = [
  ['remaining', /\b(?:remain(?:s|ing|der)?|still|left|outstanding|unresolved|unfixed)\b/iu],
  ['triaged', /\btriaged\b/iu],
  ['quarantined', /\b(?:quarantined?|disabled|muted)\b/iu],
  ['fixed', /\b(?:fixed|resolved|closed|done|repaired|completed?)\b/iu],
  ['failing', /\b(?:fail(?:ed|ing|s|ures?)?|errors?|errored|broken|red)\b/iu],
  ['skipped', /\b(?:skipped|pending|ignored)\b/iu],
  ['open', /\b(?:open|unassigned|to ?do|in progress)\b/iu],
  ['stable', /\b(?:stable|stability|reliab(?:le|ility)|healthy|non-flaky)\b/iu],
  ['passing', /\b(?:pass(?:ed|es|ing)?|green|succe(?:ss|ss ?rate|eded|ssful)|ok)\b/iu],
  ['flaky', /\b(?:flak(?:y|ing|e|es|iness)|unstable|unreliable|intermittent(?:ly)?|nondeterministic)\b/iu],
  ['total', /\b(?:total|overall|altogether|suite size)\b/iu],
];

export function unitOf(words: string): Unit {
  return UNITS.find(([, pattern]) => pattern.test(words))?.[0] ?? '';
}

export function predicateOf(words: string): Predicate {
  return PREDICATES.find(([, pattern]) => pattern.test(words))?.[0] ?? '';
}

const PAST =
  /\b(?:before|previous(?:ly)?|had been|originally|initially|initial|last (?:week|month|sprint|quarter|report|time|release|year)|yesterday|used to|formerly|baseline|prior|earlier|historic(?:al|ally)?|at the start|started|started with|down from|up from|old|(?:was|were|had)(?! (?:fixed|resolved|triaged|closed|done|found|identified)))\b/iu;

const FUTURE =
  /\b(?:will|would|should|expect(?:ed|ation|s)?|project(?:ed|ion)|target(?:s|ed)?|goals?|once|aim(?:s|ing)?|forecast|if|could|estimated impact|threshold|at least|minimum|want|need(?:s|ed)? to|acceptance|criteria|slo|sla|objective|when)\b/iu;

export function tenseOf(words: string): Tense {
  if (PAST.test(words)) return 'past';
  return FUTURE.test(words) ? 'future' : 'now';
}

/** Words before a number after which it is no plain count. */
const LOOSE =
  /(?:\b(?:at least|at most|more than|over|about|around|approximately|approx\.?|roughly|up to|nearly|almost|some|fewer than|less than|under|another|additional|further|next|first|last|top|every|each|within|between|exceeds?|below|above|minimum|maximum|max|min|once in|one in|timeout|retries|retry|limit|workers?|page|step|phase|part|version|level|sprint|week|day|priority|line|port|exit code|code|attempt|job|build|run|issue|test|bug|ticket|pr|case|spec|process|node|chapter|section|option|item|tier|stage|shard|seed|iteration)|[~≈<>≥≤±#$€£@=]|\+\/-)\s*$/iu;

export function isLoose(before: string): boolean {
  return LOOSE.test(before);
}

/** Nouns that lists enumerate; times and machinery are none. */
export const ENUMERABLE =
  'tests?|specs?|test cases?|testcases?|cases|issues?|flakes|problems?|bugs?|failures?|causes|reasons|fixes|solutions|steps|actions?|items|tasks|recommendations|questions|decisions|categories|patterns|themes|suites|files|changes|options|risks|areas|groups|types|kinds|commits|prs|pull requests|tickets|findings|symptoms|entries|lessons|blockers|clusters|services|modules|factors|improvements|workarounds|mitigations|follow-ups|action items|takeaways|hypotheses|scenarios|components|packages|examples';

/** Levels of testing: a number of one is no number of another. */
const LEVEL =
  /\b(?:unit|integration|e2e|end-to-end|smoke|regression|contract|ui|api|performance|load|acceptance|functional|component|backend|frontend|nightly|visual|system|browser|mobile|android|ios|web|cli|sdk|database|db)\b/giu;

/** Words of labels that say what is measured and when, not of which part. */
const NEUTRAL =
  /^(?:(?:test|tests|suite|size|spec|specs|status|current|currently|now|today|result|results|reliability|stability|stable|passing|pass|passed|pass rate|success|rate|total|overall|summary|after|before|with|without|fix|fixes|fixed|all|the|of|and|for|health|state|share|number|count|flaky|flake|remaining|unresolved|open|resolved|triaged|expected|estimated|impact|target|verification|executive|final|suite-wide|score|percentage|green|failing|failed|issue|issues|these|both|planned|work|in|is|are|to|as|what|we|know|report|triage|analysis|complete|update|key|figures|numbers|metrics|metric|value|at|a|glance|overview|conclusion|next|actions|recommendations|scope|outcome|progress|where|stand|bottom|line|tl|dr|tldr|headline|highlights|dashboard|figure|solution|todo|done|action|note|notes|verification|goal|plan|strategy|recommendation|evidence)\b[\s/,()&-]*)*$/iu;

/** Levels of testing that words name, in one order. */
export function levelOf(words: string): string {
  return [...new Set([...words.matchAll(LEVEL)].map(([level]) => level.toLowerCase()))].sort().join(' ');
}

/** The part of a suite that a label limits a number to; empty where it only says what is measured, and when. */
export function partOf(label: string): string {
  const own = label.replaceAll(/[^\p{L}\p{N}\s/-]/gu, '').trim();
  const isNeutral =
    NEUTRAL.test(own.replaceAll(LEVEL, '').trim()) || /^(?:after|with|once|following)\b/iu.test(own);
  return isNeutral ? '' : own.toLowerCase();
}
