import type { IssueLinks } from './issue-text.ts';
import type { IssuePlan } from './plan-issue.ts';
import { createProse, type Prose } from './prose.ts';
import { bashCheck, COMMENT, type CodeNames, SNIPPETS, type Snippets, sqlEvidence } from './snippets.ts';

/** Symptom, root cause, evidence, fix and verification: as in the shipped issues, with three to five blocks of code. */
export function bodyText(plan: IssuePlan, names: CodeNames, links: IssueLinks): string {
  const prose = createProse(plan, names);
  const snippet = plan.random.pick(SNIPPETS[plan.language]);
  const parts = [
    `## Symptom\n\n${fence('text', symptom(plan, names))}`,
    `## Root cause\n\n${rootCause(plan, prose, links)}`,
    `## Evidence\n\n${fence(plan.language, snippet.evidence(names))}`,
    ...(plan.random.chance(0.4) ? [fence('sql', sqlEvidence(names))] : []),
    prose.observation(plan.random.chance(0.5) ? 2 : 1),
    `## Fix: ${plan.fix.id}\n\n${fixCode(plan, names, snippet)}`,
    ...(plan.mitigation
      ? [`## Fix: ${plan.mitigation.id}\n\n${plan.mitigation.does}, at the price of slower runs.`]
      : []),
    `## Verification\n\n${verification(plan, names, prose)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function symptom({ random, suite }: IssuePlan, { count, entity, snake, mark, timeoutMs }: CodeNames): string {
  const found = count + (random.chance(0.5) ? 1 + random.int(4) : -1 - random.int(2));
  return [
    `Expected ${count} ${entity}s in ${snake} ${mark}, found: ${found}`,
    `    at ${suite.id}/${snake}:${10 + random.int(900)} after ${timeoutMs} ms (worker ${1 + random.int(8)})`,
  ].join('\n');
}

function rootCause({ pattern, same, random }: IssuePlan, prose: Prose, { issues }: IssueLinks): string {
  const [first, second] = issues;
  const link = `Its signs are those of [${pattern.replaceAll('-', ' ')}](../patterns/${pattern}.md).`;
  const others = [
    ...(same ? [`The cause is that of ${same}, and so is the fix.`] : []),
    ...(first
      ? [`See ${first} too${second ? `, and [${second}](${second}.md) for the same area` : ''}.`]
      : []),
  ];
  const list = prose.mechanism(2).split('\n');
  const causes = random.chance(0.5) ? list.map((line, i) => `${i + 1}. ${line}`).join('\n') : list.join('\n');
  return `${causes}\n\n${[link, prose.consequence(), ...others].join('\n')}`;
}

function fixCode({ language, random, fix }: IssuePlan, names: CodeNames, snippet: Snippets): string {
  const before = snippet.before(names);
  const after = snippet.after(names);
  if (random.chance(0.5))
    return `${fence(`${language} before`, before)}\n\n${fence(`${language} after`, after)}`;
  const mark = COMMENT[language];
  return fence(
    `${language} before after`,
    `${mark} BEFORE: as it was\n${before}\n\n${mark} AFTER: ${fix.title.toLowerCase()}\n${after}`,
  );
}

function verification({ suite, random }: IssuePlan, names: CodeNames, prose: Prose): string {
  const checks = prose
    .checks(2)
    .map((line) => `- ${line}`)
    .join('\n');
  if (random.chance(0.4)) return checks;
  return `${fence('bash', bashCheck(names, `make test-${suite.id}`))}\n\n${checks}`;
}

function fence(info: string, code: string): string {
  return `\`\`\`${info}\n${code}\n\`\`\``;
}
