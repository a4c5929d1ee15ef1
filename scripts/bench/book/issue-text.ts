import { bodyText } from './issue-body.ts';
import type { IssuePlan } from './plan-issue.ts';
import { dayOf } from './random.ts';
import type { CodeNames } from './snippets.ts';
import { hex, timelineText } from './timeline-text.ts';
import { capitalWords, snakeWords } from './word-forms.ts';
import { EFFORTS, HORIZONS, IMPACTS, LOCI, OWNERS } from './words.ts';

/** Ids and paths that an issue links to. */
export interface IssueLinks {
  /** Issues of its own suite, and now and then of another. */
  readonly issues: readonly string[];
  readonly references: readonly string[];
}

const ENDINGS = { go: '_test.go', ts: '.test.ts', python: '_test.py', java: 'Test.java' } as const;

/** A whole issue: front matter and body, some 3 KB. */
export function issueText(plan: IssuePlan, links: IssueLinks): string {
  const { random, component, entity } = plan;
  const pascal = capitalWords(component);
  const names: CodeNames = {
    camel: pascal.charAt(0).toLowerCase() + pascal.slice(1),
    pascal,
    snake: snakeWords(component),
    entity,
    Entity: capitalWords(entity),
    count: 3 + random.int(197),
    timeoutMs: 500 + 10 * random.int(950),
    mark: hex(random.int(2 ** 24), 6),
  };
  const letters = ['a', 'b', 'c'].slice(0, 1 + Math.floor(random.int(7) / 3));
  return `---\n${frontMatter(plan, names, letters, links)}\n---\n\n${bodyText(plan, names, links)}`;
}

function frontMatter(
  plan: IssuePlan,
  names: CodeNames,
  letters: readonly string[],
  links: IssueLinks,
): string {
  const { random, suite } = plan;
  const [related] = links.issues;
  return [
    `title: ${plan.title}`,
    `suite: ${suite.id}`,
    `impact: ${random.pick(IMPACTS)}`,
    `affects: ${plan.entity} ${random.pick(['validation', 'accuracy', 'throughput', 'recovery', 'history'])}`,
    `locus: ${random.pick(LOCI)}`,
    `owner: ${random.pick(OWNERS)}`,
    'tests:',
    ...letters.flatMap((letter) => testLines(plan, names, letter)),
    'causes:',
    ...causeLines(plan),
    'fixes:',
    ...fixLines(plan),
    ...decisionLines(plan),
    'signatures:',
    `  - regex: 'Expected ${names.count} ${names.entity}s in ${names.snake} ${names.mark}, found: \\d+'`,
    `references: [${links.references.join(', ')}]`,
    ...(related === undefined ? [] : ['related:', `  - { kind: same-area, issue: ${related} }`]),
    'timeline:',
    timelineText(plan, letters),
  ].join('\n');
}

function testLines(
  { suite, random, title }: IssuePlan,
  { snake, entity }: CodeNames,
  letter: string,
): string[] {
  const line = 10 + random.int(1400);
  return [
    `  ${letter}:`,
    `    name: "${title} | [${letter}] ${random.pick(['keeps', 'returns', 'counts', 'moves', 'restores'])} every ${entity} ${random.pick(['under load', 'after a restart', 'in order', 'once'])}"`,
    `    at: test/${suite.id}/${snake}_${entity}${ENDINGS[suite.language]}:${line}`,
  ];
}

function causeLines({ pattern, secondPattern, same, component, random, openedDay }: IssuePlan): string[] {
  const day = dayOf(openedDay + 1 + random.int(5));
  const state = random.pick(['proposed', 'supported', 'supported']);
  const claim = `    claim: The ${component} is ${random.pick(['shared by all workers', 'asked too early', 'never closed', 'set for the whole session'])}`;
  const second = secondPattern
    ? [
        `  ${secondPattern}:`,
        '    claim: Seen once, on one runner',
        `    proposed: ${dayOf(openedDay)}`,
        `    refuted: ${day}`,
      ]
    : [];
  return [`  ${pattern}:`, ...(same ? [`    same: ${same}`] : [claim]), `    ${state}: ${day}`, ...second];
}

function fixLines({ fix, mitigation, same, random }: IssuePlan): string[] {
  const work = () => [`    horizon: ${random.pick(HORIZONS)}`, `    effort: ${random.pick(EFFORTS)}`];
  const main = same
    ? [`    same: ${same}`]
    : [
        `    title: ${fix.title}`,
        `    does: ${fix.does}`,
        '    kind: fix',
        ...work(),
        '    gain: Parallel runs stay possible',
      ];
  const other = mitigation
    ? [
        `  ${mitigation.id}:`,
        `    title: ${mitigation.title}`,
        `    does: ${mitigation.does}`,
        '    kind: mitigation',
        ...work(),
      ]
    : [];
  return [`  ${fix.id}:`, ...main, ...other];
}

function decisionLines({ fix, mitigation, random, openedDay, component }: IssuePlan): string[] {
  if (!mitigation || !random.chance(0.3)) return [];
  const day = openedDay + 2 + random.int(9);
  return [
    'decisions:',
    '  remedy:',
    `    ask: "For the ${component}: ${mitigation.title.toLowerCase()}, or the fix?"`,
    `    options: [${mitigation.id}, ${fix.id}]`,
    `    asked: ${dayOf(day)}`,
    `    of: ${random.pick(OWNERS)}`,
    ...(random.chance(0.5)
      ? [`    answered: ${dayOf(day + 1 + random.int(20))}`, `    chosen: ${fix.id}`]
      : []),
  ];
}
