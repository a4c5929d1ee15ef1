import { readAsOf } from '../asof/read-as-of.ts';
import { auditFigures, auditProse, type KnownFigures, knowFigures, type SaidFigure } from '../audit/audit.ts';
import { createCalendar, type When } from '../core/calendar.ts';
import { atMost, type Finding } from '../core/finding.ts';
import { historyId } from '../core/ids.ts';
import { checkLooksTogether, type SuiteSeen } from '../match/signatures/check-looks.ts';
import type { IssueLooks } from '../match/signatures/issue-looks.ts';
import { failuresBy, type SeenFailure, type SeenMonth } from '../match/signatures/seen-failures.ts';
import * as ask from '../pages/questions.ts';
import type { Facts } from '../records/check/facts.ts';
import { linkDated, linkUndated } from '../records/check/link-book.ts';
import { atRealPlaces, type NumberedFacts } from '../records/check/link-facts.ts';
import type { KnowledgeBase } from '../records/knowledge-base.ts';
import type { Roster } from '../records/runs/run-history.ts';
import { kept, type Reader, source } from '../store/question.ts';

/** What all files together say, part by part. */
const LINKS = source<readonly Facts[]>('links');
const UNTILS = source<readonly Pick<Facts, 'file' | 'untils'>[]>('untils');
const CLAIMS = source<readonly { file: string; suite: string; claims: readonly SaidFigure[] }[]>('claims');
const LOOKS = source<readonly IssueLooks[]>('looks');
const SEEN = source<readonly (SeenMonth & { readonly suite: string })[]>('seen');
const ROSTERS = source<readonly Roster[]>('rosters');
/** The records of one suite alone, and the date at which they are as they are at the date of reading. */
const OF_SUITE = source<Omit<KnowledgeBase, 'book'>>('of-suite');
const SUITE_DATE = source<When>('suite-date');
/** The places of one file that the numbers in its links, or in its looks, stand for. */
const LINK_PLACES = source<NumberedFacts['places']>('link-places');
const LOOK_PLACES = source<NumberedFacts['places']>('look-places');

/** Findings with numbered places: they stay the same however lines move. */
const links = kept<readonly Finding[]>('link-findings', (read) =>
  linkUndated(read(LINKS, ''), read(ask.SETTINGS, '')),
);

/** Its key is the date up to which runs count, or nothing where all of them do. */
const looks = kept<readonly Finding[]>('look-findings', (read, until) => {
  const all = read(LOOKS, '');
  return checkLooksTogether(all, seenBy(read, until));
});

/** The failures of stored runs, the newest months last. @param until as the key of `looks`. */
export function seenFailures(read: Reader, until: When, suite?: string): SeenFailure[] {
  const months = read(SEEN, '').filter((month) => suite === undefined || month.suite === suite);
  return months.flatMap(({ failures }) => failuresBy(failures, countsBy(read, until)));
}

function countsBy(read: Reader, until: When): (at: When) => boolean {
  const { instantMs } = createCalendar(read(ask.SETTINGS, '').timeZone);
  return (at) => until === '' || instantMs(at) <= instantMs(until);
}

/**
 * What the runs show, by suite. Runs of other branches and mass failures keep a signature alive and show a name as all
 * others do. Where all runs count, so do rosters of which no run is known.
 */
function seenBy(read: Reader, until: When): ReadonlyMap<string, SuiteSeen> {
  const rosters = read(ROSTERS, '');
  const counts = countsBy(read, until);
  const months = read(SEEN, '');
  const shown = new Set(
    months.flatMap(({ suite, rosters: ids }) =>
      ids.flatMap(([id, since]) => (counts(since) ? [historyId(suite, id)] : [])),
    ),
  );
  const known = rosters.filter(({ id }) => until === '' || shown.has(id));
  const suites = new Set([...months, ...known].map(({ suite }) => suite));
  return new Map(
    [...suites].map((suite) => {
      const isOwn = (one: { readonly suite: string }) => one.suite === suite;
      const names = new Set(known.filter(isOwn).flatMap(({ tests }) => tests));
      return [suite, { names: [...names], failures: seenFailures(read, until, suite) }];
    }),
  );
}

const untils = kept<readonly Finding[]>('until-findings', (read) =>
  linkDated(read(UNTILS, ''), read(ask.SETTINGS, ''), read(ask.AS_OF, ask.NOW)),
);

/** Of the records of a suite alone. */
const figures = kept<KnownFigures>('suite-figures', (read, suite) =>
  knowFigures(
    readAsOf({ ...read(OF_SUITE, suite), book: read(ask.SETTINGS, '') }, read(SUITE_DATE, suite)),
    suite,
  ),
);

/** What is wrong in the prose of the records that tell of a whole suite, by the figures as of the date. */
const audit = kept<readonly Finding[]>('audit-findings', (read) => {
  const files = read(CLAIMS, '');
  if (files.length === 0) return [];
  const by = `by the records as of ${read(ask.asOf, ask.NOW).text}`;
  return files.flatMap(({ file, suite, claims }) =>
    auditProse(file, auditFigures(claims, [read(figures, suite)], by)),
  );
});

/** Everything that is wrong with the book as a whole. Its key is as that of `looks`. */
const findings = kept<readonly Finding[]>('book-findings', (read, until) =>
  atMost([
    ...read(links, '').flatMap((one) => atRealPlaces(one, (file) => read(LINK_PLACES, file))),
    ...read(looks, until).flatMap((one) => atRealPlaces(one, (file) => read(LOOK_PLACES, file))),
    ...read(untils, ''),
    ...read(audit, ''),
  ]),
);

export const CHECK = { links, looks, untils, figures, audit, findings };
