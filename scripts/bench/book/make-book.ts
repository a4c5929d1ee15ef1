import { issueText } from './issue-text.ts';
import { type BookPlan, issueIdOf, planBook, type SuitePlan } from './plan-book.ts';
import { planIssue } from './plan-issue.ts';
import { createRandom } from './random.ts';
import { groupIdOf, REFERENCES_PER_SUITE, referenceIdOf, referencesText, suiteText } from './suite-text.ts';

/** Content files by path, with their text. */
export type BookFiles = ReadonlyMap<string, string>;

/**
 * Makes a knowledge base of `count` records (and `book.yaml`) modelled on the shipped one; the same every time.
 * @param patterns the pattern files to take over, by path: `patterns/async-wait.md`.
 */
export function makeBook(count: number, patterns: BookFiles): BookFiles {
  const patternIds = [...patterns.keys()].map((file) => file.replace(/^patterns\/|\.md$/g, '')).sort();
  const plan = planBook(count, patternIds);
  const files = new Map<string, string>([['book.yaml', bookText(plan)], ...patterns]);
  for (const suite of plan.suites) {
    files.set(`suites/${suite.id}.md`, suiteText(suite));
    files.set(`references/${groupIdOf(suite)}.yaml`, referencesText(suite));
    for (let issue = suite.first; issue < suite.first + suite.count; issue += 1) {
      const planned = planIssue(plan, suite, issue);
      files.set(`issues/${planned.id}.md`, issueText(planned, linksOf(plan, suite, issue)));
    }
  }
  return files;
}

function bookText({ suites }: BookPlan): string {
  const prefixes = suites.map(({ prefix, id }) => `  - { prefix: ${prefix}, suite: ${id} }`);
  return `title: A large Flakebook
summary: Made by scripts/bench
timeZone: UTC
prefixes:
${prefixes.join('\n')}
links:
  file: "{repository}/blob/{branch}/{path}#L{line}"
  commit: "{repository}/commit/{id}"
  ticket: "https://tickets.example.org/{id}"
`;
}

/** Up to two issues, of the same suite or now and then of another, and one to three references. */
function linksOf(
  { suites }: BookPlan,
  suite: SuitePlan,
  issue: number,
): { issues: string[]; references: string[] } {
  const random = createRandom(3_000_000 + issue);
  const near = (): string => {
    const other = suite.first + random.int(suite.count);
    return issueIdOf(
      suite,
      other === issue ? suite.first + ((issue - suite.first + 1) % suite.count) : other,
    );
  };
  const issues = random.chance(0.7) ? [near(), ...(random.chance(0.5) ? [near()] : [])] : [];
  if (random.chance(0.1)) {
    const other = random.pick(suites);
    if (other !== suite) issues.push(issueIdOf(other, other.first + random.int(other.count)));
  }
  const documents = Array.from({ length: 1 + random.int(2) }, () =>
    referenceIdOf(suite, random.int(REFERENCES_PER_SUITE)),
  );
  const tickets = random.chance(0.3) ? [`"ticket:${suite.prefix}${1000 + random.int(9000)}"`] : [];
  return { issues: [...new Set(issues)].slice(-2), references: [...new Set([...documents, ...tickets])] };
}
