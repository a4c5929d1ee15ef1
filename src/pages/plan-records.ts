import { evidenceOf } from './blocks/evidence-marks.ts';
import { figureText } from './blocks/prose.ts';
import { type ComposeContext, idWithTests, patternTitle } from './context.ts';
import { composeIssue, issueEntry } from './issue-page.ts';
import { composePattern, patternEntry } from './pattern-page.ts';
import type { DocumentPlan } from './plan-documents.ts';
import { claimedIn, runInputs } from './runs/run-inputs.ts';

/** One page for each issue that exists as of the date; its inputs name the few other records that it shows. */
export function planIssues(context: ComposeContext): DocumentPlan[] {
  const { snapshot, book, backlinks } = context;
  // An id in prose is a link only where the issue exists as of the date.
  const hidden = [...snapshot.kb.issues.keys()].filter((id) => !snapshot.issues.has(id));
  return [...snapshot.issues.values()].map((reading) => {
    const { issue } = reading;
    // Ages are left out: they change every day, and the page does not show them.
    const { ageDays: _, decisions: __, ...own } = reading;
    const named = new Set(reading.causes.map(({ cause }) => cause.pattern));
    return {
      entry: issueEntry(context, reading),
      inputs: [
        own,
        book,
        hidden,
        issue.figures?.map((name) => figureText(context, name, issue.suite)),
        snapshot.kb.suites.get(issue.suite)?.title,
        snapshot.kb.suites.get(issue.suite)?.source,
        [...named].map((id) => snapshot.kb.patterns.get(id)?.title),
        issue.references.map((id) => context.references.get(id)?.reference),
        (backlinks.byIssue.get(issue.id) ?? []).map((other) => [other.issue.id, other.issue.title]),
        (backlinks.decisions.get(issue.id) ?? []).map((decision) => decisionInputs(context, decision)),
        evidenceOf(context, issue),
        runInputs(snapshot, issue.suite),
      ],
      bodies: [issue.file],
      compose: (bodies) => composeIssue(context, reading, bodies),
    };
  });
}

/** What a question shows: itself, and the fixes and issues that its options name. */
function decisionInputs(
  { snapshot }: ComposeContext,
  {
    ageDays: _,
    ...decision
  }: {
    ageDays?: number;
    decision: { options: readonly string[]; covers: readonly string[] };
    home: { id: string };
  },
): unknown {
  const named = [...decision.decision.options, ...decision.decision.covers].map(
    (option) => (option.includes('/') ? option.split('/')[0] : option) ?? '',
  );
  return [
    decision,
    [decision.home.id, ...named].map((id) => {
      const reading = snapshot.issues.get(id);
      return reading && [reading.issue.title, reading.fixes];
    }),
  ];
}

/** One page for each pattern, with the issues that point at it. */
export function planPatterns(context: ComposeContext): DocumentPlan[] {
  const { kb, issues } = context.snapshot;
  const hidden = [...kb.issues.keys()].filter((id) => !issues.has(id));
  return [...kb.patterns.values()].map((pattern) => {
    const issuesShown = context.backlinks.byPattern.get(pattern.id) ?? [];
    const claimed = claimedIn(context.snapshot, issuesShown);
    return {
      entry: patternEntry(pattern),
      inputs: [
        pattern,
        pattern.figures?.map((name) => figureText(context, name, undefined)),
        context.book,
        hidden,
        (context.backlinks.firstDiagnoses.get(pattern.id) ?? []).map(({ issue, causes, leading }) => [
          issue.id,
          causes[0]?.state,
          leading?.cause.pattern,
          leading && kb.patterns.get(leading.cause.pattern)?.title,
        ]),
        pattern.related.map((id) => kb.patterns.get(id)?.title),
        issuesShown.map((reading) => [
          idWithTests(reading),
          reading.issue.title,
          reading.issue.impact,
          reading.status,
          reading.updated,
          reading.leading?.cause.pattern,
          reading.leading && patternTitle(context, reading.leading.cause.pattern),
        ]),
        // Whether runs contradict a claim is told beside it.
        claimed.map(({ issue, tests }) => [issue, tests]),
        ...[...new Set(claimed.map(({ issue }) => issue.suite))].map((suite) =>
          runInputs(context.snapshot, suite),
        ),
      ],
      bodies: [pattern.file, ...claimed.map(({ issue }) => issue.file)],
      compose: (bodies) => composePattern(context, pattern, bodies),
    };
  });
}
