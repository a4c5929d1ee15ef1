import type { Snapshot, SuiteReading } from '../asof/snapshot.ts';
import { createCalendar } from '../core/calendar.ts';
import type { BodySource } from '../records/knowledge-base.ts';
import type { Reference, ReferenceGroup } from '../records/reference/reference.ts';
import { cleanPath, type SourceTree } from './source-tree.ts';
import { callsOf, verifyCalls } from './verify-calls.ts';
import { verifyCommits, verifyRun } from './verify-commits.ts';
import { namesIn, searchedIn, snippetsOf, verifySnippets } from './verify-snippets.ts';
import { symptomClaimsOf, verifySymptom } from './verify-symptoms.ts';
import { searchedOf, verifyTest } from './verify-tests.ts';
import {
  CONFIRMED,
  createWorld,
  movedByName,
  notCheckable,
  notFound,
  OUTSIDE,
  type Verdict,
  type VerifiedClaim,
  type World,
} from './world.ts';

/**
 * Holds what the records of a suite say against one commit of the tested project: places and names of tests, evidence
 * and code before fixes, commits, paths of references. In id order, and within an issue in the order of its page.
 */
export function verifySuite(
  snapshot: Snapshot,
  suite: SuiteReading,
  bodies: BodySource,
  tree: SourceTree,
): VerifiedClaim[] {
  const calendar = createCalendar(snapshot.kb.book.timeZone);
  const issues = suite.issues.map((reading) => ({
    reading,
    snippets: snippetsOf(bodies(reading.issue.file)),
    symptoms: symptomClaimsOf(bodies(reading.issue.file)),
  }));
  const snippets = issues.flatMap(({ reading, snippets: own }) =>
    own.map((snippet) => ({ reading, snippet })),
  );
  const calls = issues.flatMap(({ reading }) => callsOf(reading, bodies(reading.issue.file)));
  const world = createWorld(tree, {
    likes: issues.flatMap(({ reading, snippets: own, symptoms }) => [
      ...reading.tests.flatMap(({ test }) => searchedOf(test)),
      ...symptoms.flatMap(({ fixed }) => fixed),
      ...own.flatMap(searchedIn),
    ]),
    names: [...snippets.flatMap(({ snippet }) => namesIn(snippet)), ...calls.map(({ call }) => call.name)],
  });
  const claims = [...verifySnippets(snippets, world), ...verifyCalls(calls, world)];
  return [
    ...issues.flatMap(({ reading, symptoms }) => [
      ...reading.tests.flatMap((test) => verifyTest(reading.issue.id, test, world)),
      ...symptoms.map((symptom) => verifySymptom(reading, symptom, world)),
      ...claims.filter(({ record }) => record === reading.issue.id),
      ...verifyCommits(reading, tree, calendar),
    ]),
    ...groupsOf(snapshot, suite).flatMap(({ id, items }) =>
      items.flatMap((reference) => verifyReference(id, reference, world)),
    ),
    ...suite.suite.runs.flatMap((run) => verifyRun(suite.suite.id, run, tree, calendar)),
  ];
}

/** The suite's groups of references, and those of which its issues name one. */
function groupsOf({ kb }: Snapshot, { suite, issues }: SuiteReading): ReferenceGroup[] {
  const named = new Set(issues.flatMap(({ issue }) => issue.references));
  return [...kb.references.values()].filter(
    ({ id, items }) => suite.references.includes(id) || items.some((item) => named.has(item.id)),
  );
}

/** A document that the record calls missing needs no check. */
function verifyReference(record: string, { id, path, missing }: Reference, world: World): VerifiedClaim[] {
  return path === undefined || missing !== undefined
    ? []
    : [{ record, kind: 'reference', of: id, what: path, ...pathVerdict(path, world) }];
}

function pathVerdict(path: string, world: World): Verdict {
  const clean = cleanPath(path.replace(/#.*$/s, ''));
  if (clean === undefined) return notCheckable(OUTSIDE);
  if (world.has(clean) || world.hasFolder(clean)) return CONFIRMED;
  return movedByName(world, clean) ?? notFound('there is no such file');
}
