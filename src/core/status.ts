/** How far an issue has come: `resolved` tests count as stable, `closed` ones are not flaky any more, `unresolved` ones flake. */
export const STATUS_GROUPS = ['unresolved', 'resolved', 'closed'] as const;
export type StatusGroup = (typeof STATUS_GROUPS)[number];

interface Meaning {
  /** Details that the entry must give. */
  readonly required: readonly string[];
  /** Details without which a reader misses something; a source may not know them. */
  readonly expected: readonly string[];
  /** Details that it may give. */
  readonly allowed: readonly string[];
}

interface StatusMeaning extends Meaning {
  readonly group: StatusGroup;
}

/** Who mended, hid or ended something, and by which change. */
const DONE = ['fix', 'commit', 'change', 'note'] as const;

/** Status words from the least to the most settled; the order decides which test speaks for an issue with several. */
export const STATUSES = {
  reopened: { group: 'unresolved', required: [], expected: [], allowed: ['run', 'note'] },
  open: { group: 'unresolved', required: [], expected: [], allowed: ['note'] },
  investigating: { group: 'unresolved', required: [], expected: [], allowed: ['note'] },
  triaged: { group: 'unresolved', required: [], expected: [], allowed: ['note'] },
  'fix-proposed': { group: 'unresolved', required: [], expected: [], allowed: DONE },
  quarantined: { group: 'unresolved', required: [], expected: ['until'], allowed: DONE },
  mitigated: { group: 'unresolved', required: [], expected: [], allowed: ['until', ...DONE] },
  'partly-fixed': { group: 'unresolved', required: [], expected: [], allowed: DONE },
  fixed: { group: 'resolved', required: [], expected: [], allowed: DONE },
  verified: { group: 'resolved', required: [], expected: [], allowed: ['run', 'runs', 'note'] },
  'not-reproduced': { group: 'closed', required: ['why'], expected: [], allowed: DONE },
  'wont-fix': { group: 'closed', required: ['why'], expected: [], allowed: DONE },
  'not-flaky': { group: 'closed', required: ['why'], expected: [], allowed: DONE },
  stale: { group: 'closed', required: ['why'], expected: [], allowed: DONE },
  moved: { group: 'closed', required: ['to'], expected: [], allowed: ['why', ...DONE] },
  'test-removed': { group: 'closed', required: ['why'], expected: [], allowed: DONE },
  superseded: { group: 'closed', required: [], expected: ['by'], allowed: ['why', ...DONE] },
} as const satisfies Record<string, StatusMeaning>;

export type Status = keyof typeof STATUSES;

/** Events leave the status alone. */
export const EVENTS = {
  introduced: { required: [], expected: [], allowed: ['commit', 'change', 'note'] },
  seen: { required: [], expected: [], allowed: ['run', 'note'] },
  tried: { required: [], expected: [], allowed: ['what', 'result', 'outcome', ...DONE] },
  reverted: { required: [], expected: [], allowed: ['why', ...DONE] },
  relocated: { required: ['to'], expected: [], allowed: ['commit', 'change', 'note'] },
  renamed: { required: ['to'], expected: [], allowed: ['commit', 'change', 'note'] },
  noted: { required: [], expected: [], allowed: ['note', 'run', 'commit', 'change'] },
} as const satisfies Record<string, Meaning>;

export type EventWord = keyof typeof EVENTS;
export type TimelineWord = Status | EventWord;

export const STATUS_WORDS = Object.keys(STATUSES) as Status[];
export const EVENT_WORDS = Object.keys(EVENTS) as EventWord[];

export function isStatus(word: string): word is Status {
  return Object.hasOwn(STATUSES, word);
}

export function isEvent(word: string): word is EventWord {
  return Object.hasOwn(EVENTS, word);
}

export function groupOf(status: Status): StatusGroup {
  return STATUSES[status].group;
}

/** The status that speaks for all: the least settled one. Undefined for no statuses. */
export function leastSettled(statuses: readonly Status[]): Status | undefined {
  return STATUS_WORDS.find((word) => statuses.includes(word));
}
