/** How far an issue has come: `resolved` tests count as stable, `closed` ones are not flaky any more, `unresolved` ones flake. */
export type StatusGroup = 'unresolved' | 'resolved' | 'closed';

interface StatusMeaning {
  readonly group: StatusGroup;
  /** Details that the entry must give, beside those that it may. */
  readonly required: readonly string[];
  readonly allowed: readonly string[];
}

/** Status words from the least to the most settled; the order decides which test speaks for an issue with several. */
export const STATUSES = {
  reopened: { group: 'unresolved', required: [], allowed: ['run', 'note'] },
  open: { group: 'unresolved', required: [], allowed: ['note'] },
  investigating: { group: 'unresolved', required: [], allowed: ['note'] },
  triaged: { group: 'unresolved', required: [], allowed: ['note'] },
  quarantined: { group: 'unresolved', required: ['until'], allowed: ['fix', 'note', 'commit'] },
  mitigated: { group: 'unresolved', required: [], allowed: ['fix', 'until', 'note', 'commit'] },
  'partly-fixed': { group: 'unresolved', required: [], allowed: ['fix', 'commit', 'note'] },
  fixed: { group: 'resolved', required: [], allowed: ['fix', 'commit', 'note'] },
  verified: { group: 'resolved', required: [], allowed: ['run', 'runs', 'note'] },
  'not-reproduced': { group: 'closed', required: ['why'], allowed: ['note'] },
  'wont-fix': { group: 'closed', required: ['why'], allowed: ['note'] },
  'not-flaky': { group: 'closed', required: ['why'], allowed: ['note'] },
  'test-removed': { group: 'closed', required: ['why'], allowed: ['commit', 'note'] },
  superseded: { group: 'closed', required: ['by'], allowed: ['why', 'note'] },
} as const satisfies Record<string, StatusMeaning>;

export type Status = keyof typeof STATUSES;

/** Events leave the status alone. */
export const EVENTS = {
  introduced: { required: [], allowed: ['commit', 'note'] },
  seen: { required: [], allowed: ['run', 'note'] },
  tried: { required: [], allowed: ['fix', 'what', 'result', 'commit', 'note'] },
  moved: { required: ['to'], allowed: ['commit', 'note'] },
  renamed: { required: ['to'], allowed: ['commit', 'note'] },
  noted: { required: [], allowed: ['note', 'run', 'commit'] },
} as const satisfies Record<string, Omit<StatusMeaning, 'group'>>;

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
