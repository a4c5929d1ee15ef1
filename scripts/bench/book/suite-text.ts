import { issueIdOf, type SuitePlan } from './plan-book.ts';
import { LAST_DAY } from './plan-issue.ts';
import { createRandom, dayOf, type Random } from './random.ts';
import { EFFORTS, FIXES, HORIZONS, OWNERS } from './words.ts';

const FRAMEWORKS = { go: 'ginkgo', ts: 'playwright', python: 'pytest', java: 'junit' } as const;
const RUNS = 8;

/** A suite with two years of runs, tasks and an open decision. */
export function suiteText(suite: SuitePlan): string {
  const random = createRandom(1_000_000 + suite.index);
  const size = 3 * suite.count + random.int(400);
  const id = (n: number): string => issueIdOf(suite, suite.first + (n % suite.count));
  return `---
title: ${suite.title}
framework: ${FRAMEWORKS[suite.language]}
command: make test-${suite.id}
source:
  repository: https://git.example.org/${suite.id}
  branch: main
size:
  - { date: 2024-01-01, tests: ${size} }
  - { date: 2025-01-01, tests: ${size + 40} }
runs:
${Array.from({ length: RUNS }, (_, i) => runText(i, size, id(random.int(suite.count)), random)).join('\n')}
tasks:
  shared-state-audit:
    title: Look for other shared state
    horizon: long-term
    effort: 1w
    gain: Fewer issues of this kind
  flush-switch:
    title: A switch that flushes at once
    horizon: ${random.pick(HORIZONS)}
    effort: ${random.pick(EFFORTS)}
decisions:
  priority:
    ask: "Which first: ${id(0)}, or ${id(1)}?"
    about: [${id(0)}, ${id(1)}]
    options: [${id(0)}, ${id(1)}]
    asked: 2025-11-03
    of: ${random.pick(OWNERS)}
references: [${groupIdOf(suite)}]
---

## Notes

The suite runs on every merge, on two cores and four workers. It began with ${size} tests in January 2024.
Most of what is noted here came up when its workers were doubled; ${id(2)} and ${id(3)} tell how.

- ${FIXES[suite.index % FIXES.length]?.title} was the most frequent remedy of the first year.
- A run takes between ${40 + random.int(30)} and ${90 + random.int(60)} seconds.

## Run: weekly-1

\`\`\`text
Ran ${size} of ${size} tests
\`\`\`
`;
}

function runText(i: number, size: number, after: string, random: Random): string {
  const failed = random.int(6);
  return `  weekly-${i + 1}:
    date: ${dayOf(Math.floor((i * LAST_DAY) / RUNS))}
    after: [${after}]
    of: ${size}
    ran: ${size}
    passed: ${size - failed}
    failed: ${failed}
    pending: 0
    skipped: 0
    took: ${50 + random.int(90)}.${100 + random.int(900)}s`;
}

export function groupIdOf({ id }: SuitePlan): string {
  return `${id}-documents`;
}

export const REFERENCES_PER_SUITE = 12;

export function referenceIdOf({ id }: SuitePlan, n: number): string {
  return `${id}-doc-${n + 1}`;
}

/** What a suite's issues refer to. */
export function referencesText(suite: SuitePlan): string {
  const random = createRandom(2_000_000 + suite.index);
  const items = Array.from(
    { length: REFERENCES_PER_SUITE },
    (_, n) => `  ${referenceIdOf(suite, n)}:
    title: ${random.pick(['Analysis of failures', 'Fix of the clean-up', 'Overall triage', 'Review of the set-up'])} ${n + 1}
    path: docs/${suite.id}/triage-${n + 1}.md
    kind: ${random.pick(['document', 'document', 'decision-record'])}
    date: ${dayOf(random.int(LAST_DAY))}`,
  );
  return `title: Documents of the ${suite.title}\nitems:\n${items.join('\n')}\n`;
}
