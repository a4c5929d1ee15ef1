import GithubSlugger from 'github-slugger';
import type { Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Calendar } from '../../core/calendar.ts';
import type { Place } from '../../core/finding.ts';
import { historyId, itemId, itemIdIn, qualifiedId, testIdOf } from '../../core/ids.ts';
import { groupOf } from '../../core/status.ts';
import { unsafeScheme } from '../../core/url.ts';
import type { DataPath } from '../../text/yaml.ts';
import type { Book } from '../book/book.ts';
import { findFigureReferences } from '../book/figure-name.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Draft } from '../fields/draft.ts';
import { valueAt } from '../fields/pruned.ts';
import { inForce, withReach } from '../issue/in-force.ts';
import type { Cause, Issue } from '../issue/issue.ts';
import type { TimelineEntry } from '../issue/timeline.ts';
import type { Decision } from '../issue/work.ts';
import type { Roster, RunMonth } from '../runs/run-history.ts';
import type { Suite } from '../suite/suite.ts';
import type { DeclaredKind, DeclaredName, Facts, FileContext, Same, Use, UseKind } from './facts.ts';
import { findIssueIds } from './issue-ids.ts';
import { newestDate } from './newest-date.ts';
import { type Source, type SourceKind, sourceKind } from './parse-source.ts';
import { partId, resolveLink } from './resolve-link.ts';
import { nodesIn, ofType } from './texts.ts';

/** What is known of a file by its name alone. */
export function unreadFacts(file: string): Facts {
  const { kind, id } = sourceKind(file) ?? { kind: 'issue', id: '' };
  const none = { fixKinds: {}, claims: [], untils: [], uses: [], declares: [], sames: [] };
  return { kind, id, file, title: id, isUnread: true, ...none };
}

const QUOTING: ReadonlySet<SourceKind> = new Set(['evidence', 'runs', 'roster']);

/** What a file declares and uses. A file that no record could be made of still declares its own id. */
export function collectFacts(context: FileContext): Facts {
  const { source, record, calendar } = context;
  const collected = new Collected(context.place);
  // Evidence and the run history quote code and names of tests: an id in them is nobody's sentence.
  if (!QUOTING.has(source.kind)) collectProse(context, collected);
  const more = collectRecord(context, collected);
  const newest = newestDate(record, calendar);
  const { uses, declares, sames } = collected;
  return {
    ...unreadFacts(source.file),
    title: (record && 'title' in record ? record.title : undefined) ?? source.id,
    isUnread: record ? undefined : true,
    parts: source.body && partsOf(source.body),
    newest,
    isDated: newest === undefined ? undefined : true,
    ...more,
    uses,
    declares,
    sames,
  };
}

/** A link leads to a heading by the slug that GitHub gives it. */
function partsOf(body: Root): string[] {
  const slugger = new GithubSlugger();
  return ofType(nodesIn(body), 'heading').map((heading) =>
    slugger.slug(textOf(heading).replace(/\s+/g, ' ').trim()),
  );
}

function collectRecord(context: FileContext, collected: Collected): Partial<Facts> {
  const { source, record, calendar } = context;
  switch (record?.kind) {
    case 'issue':
      return collectIssue(record, context, collected);
    case 'suite':
      return collectSuite(record, source, calendar, collected);
    case 'pattern':
      collected.useAll('pattern', record.related, ['related']);
      break;
    case 'references':
      for (const { id } of record.items) collected.declare('reference', id, ['items', id]);
      break;
    case 'runs':
      return collectRuns(record, collected);
    case 'roster':
      return collectRoster(record, source, collected);
    case 'evidence':
      collectEvidence(record, collected);
      break;
    case 'book':
      for (const [i, { suite }] of record.prefixes.entries()) {
        if (suite !== undefined) collected.use('suite', suite, ['prefixes', i, 'suite']);
      }
  }
  return {};
}

/** The file is named after its suite, and its maps after the records whose claims were checked. */
function collectEvidence({ id, claims }: Draft<Evidence>, collected: Collected): void {
  collected.use('suite', id, ['commit'], 'key');
  const records = new Map(claims.map(({ record, kind }) => [record, kind]));
  for (const [record, kind] of records) {
    if (kind === 'reference') collected.use('group', record, ['references', record], 'key');
    else if (kind !== 'run') collected.use('issue', record, ['issues', record], 'key');
  }
}

function collectSuite(
  suite: Draft<Suite>,
  { yaml }: Source,
  calendar: Calendar,
  collected: Collected,
): Partial<Facts> {
  collected.useAll('group', suite.references, ['references']);
  for (const run of suite.runs) {
    collected.useAll('issue', run.after, ['runs', run.id, 'after']);
    collected.useAll('test', run.failures, ['runs', run.id, 'failures']);
  }
  for (const decision of suite.decisions) collected.decision(decision);
  const newest = calendar.newest(suite.size.flatMap(({ date }) => date ?? []));
  const at = suite.size.findLastIndex(({ date }) => date === newest);
  const tests = suite.size[at]?.tests;
  // A count that is none was cut out, and stands as 0.
  const isWritten = valueAt(yaml?.data, ['size', at, 'tests']) === String(tests);
  const isKnown = tests !== undefined && isWritten;
  return {
    untils: duesOfOpen(suite, collected),
    ...(isKnown ? { size: { tests, place: collected.place(['size', at, 'tests']) } } : {}),
  };
}

/** What an issue declares and uses, and what other rules of the whole book ask of it. */
function collectIssue(
  written: Draft<Issue>,
  { source, book, calendar }: FileContext,
  collected: Collected,
): Partial<Facts> {
  const issue = { ...written, ...withReach(written, calendar) };
  collected.use('suite', issue.suite, ['suite']);
  for (const { letter } of issue.tests)
    collected.declare('test', testIdOf(issue.id, letter), ['tests', letter]);
  for (const cause of issue.causes) collectCause(issue, cause, source, collected);
  for (const fix of issue.fixes) {
    collected.declare('fix', itemId(issue.id, fix.id), ['fixes', fix.id]);
    collectSame('fix', fix.id, fix.same, collected);
  }
  for (const decision of issue.decisions) collected.decision(decision, issue.id);
  for (const [i, id] of issue.references.entries()) {
    if (!id.includes(':')) collected.use('reference', id, ['references', i]);
  }
  for (const [i, related] of issue.related.entries())
    collected.use('issue', related.issue, ['related', i, 'issue']);
  for (const [i, entry] of issue.timeline.entries()) collectEntry(issue, entry, i, collected);
  collectSuccessor(issue, book, collected);
  return {
    suite: issue.suite,
    fixKinds: Object.fromEntries(issue.fixes.flatMap((fix) => (fix.kind ? [[fix.id, fix.kind]] : []))),
    claims: issue.timeline.flatMap(({ word, fix }, i) =>
      word === 'fixed' && fix !== undefined ? [{ fix, place: collected.place(['timeline', i, 'fix']) }] : [],
    ),
    untils: [...untilsInForce(issue, collected), ...duesOfOpen(issue, collected)],
    present: presentTests(issue),
  };
}

function collectCause(
  issue: Draft<Issue>,
  { id, pattern, same }: Draft<Cause>,
  source: Source,
  collected: Collected,
): void {
  collected.declare('cause', itemId(issue.id, id), ['causes', id]);
  collected.use('pattern', pattern, ['causes', id, 'pattern']);
  // A cause whose `pattern` was cut out for its form does not mean the pattern of its own name instead.
  const isNamed = valueAt(source.yaml?.data, ['causes', id, 'pattern']) !== undefined;
  const place = collected.place(['causes', id], 'key');
  if (!isNamed) collected.uses.push({ what: 'pattern', id, place, isGuess: true });
  collectSame('cause', id, same, collected);
}

function collectSame(what: 'cause' | 'fix', id: string, of: string | undefined, collected: Collected): void {
  if (of === undefined) return;
  const path = [what === 'cause' ? 'causes' : 'fixes', id, 'same'];
  collected.sames.push({ what, id, of, place: collected.place(path) });
  collected.use(what, itemId(of, id), path);
}

function collectEntry(
  issue: Draft<Issue>,
  entry: Draft<TimelineEntry>,
  i: number,
  collected: Collected,
): void {
  const { fix, word } = entry;
  // What was `tried` may be a fix, or words.
  if (fix !== undefined && (word !== 'tried' || issue.fixes.some(({ id }) => id === fix))) {
    collected.use('fix', itemId(issue.id, fix), ['timeline', i, 'fix']);
  }
}

/** The issue that took over all tests of a superseded one. */
function collectSuccessor(issue: Draft<Issue>, book: Book, { sames, place }: Collected): void {
  const [entry, ...others] = new Set([...inForce(issue).values()].map(({ status }) => status));
  if (others.length > 0 || entry?.word !== 'superseded' || entry.by === undefined) return;
  const [of] = findIssueIds(entry.by, book).filter(({ what }) => what !== 'test');
  const at = place(['timeline', issue.timeline.indexOf(entry), 'by']);
  if (of) sames.push({ what: 'issue', id: '', of: of.id, place: at });
}

function presentTests(issue: Draft<Issue>): Facts['present'] {
  const states = inForce(issue);
  return issue.tests.flatMap(({ letter, name, aliases, at }) => {
    const word = states.get(letter)?.status.word;
    if (word === undefined || groupOf(word) === 'closed') return [];
    const isUnresolved = groupOf(word) === 'unresolved';
    return [{ id: testIdOf(issue.id, letter), name, aliases, at, isUnresolved }];
  });
}

/** The ends of what still holds some test off. */
function untilsInForce(issue: Draft<Issue>, { place }: Collected): Facts['untils'] {
  const held = new Set([...inForce(issue).values()].flatMap(({ held }) => held?.entry ?? []));
  return [...held].flatMap((entry) => {
    const { word, until, at } = entry;
    // One that ends before it begins is found for that.
    if (until === undefined || until.slice(0, 10) < at.slice(0, 10)) return [];
    return { word, until, place: place(['timeline', issue.timeline.indexOf(entry), 'until']) };
  });
}

/** The due dates of the decisions that nobody has answered. */
function duesOfOpen({ decisions }: Draft<Issue> | Draft<Suite>, { place }: Collected): Facts['untils'] {
  return decisions.flatMap(({ id, asked, due, answered, chosen }) => {
    const isOpen = answered === undefined && chosen === undefined;
    if (due === undefined || !isOpen || (asked && due.slice(0, 10) < asked.slice(0, 10))) return [];
    return { word: 'due', until: due, place: place(['decisions', id, 'due']) };
  });
}

/** A month of runs: its suite and rosters must be there, and no run may be in two months. */
function collectRuns({ suite, runs }: RunMonth, collected: Collected): Partial<Facts> {
  collected.use('suite', suite, []);
  const rosters = new Map<string, NonNullable<Facts['rosters']>[number]>();
  const named = new Set<string>();
  const use = (i: number, roster: string, tests: number, key: 'tests' | 'skipped'): void => {
    const id = historyId(suite, roster);
    if (!named.has(id)) collected.use('roster', id, ['runs', i]);
    named.add(id);
    const said = `${roster} ${tests} ${key}`;
    if (!rosters.has(said)) rosters.set(said, { id, key, tests, line: lineOf(i, collected) });
  };
  for (const [i, { roster, tests, skips, skipped, outcomes }] of runs.entries()) {
    use(i, roster, tests, 'tests');
    if (skips === undefined) continue;
    const listed = outcomes.filter(({ outcome }) => outcome === 'skipped').length;
    use(i, skips, skipped - listed, 'skipped');
  }
  return {
    suite,
    runs: runs.map(({ run }, i) => [run, lineOf(i, collected)]),
    rosters: [...rosters.values()],
  };
}

/** A roster of which a line is wrong does not tell how many tests it had. */
function collectRoster({ suite, tests }: Roster, { lines }: Source, collected: Collected): Partial<Facts> {
  collected.use('suite', suite, []);
  const isWhole = lines?.findings.length === 0 && lines.lines.length === tests.length;
  return { suite, tests: isWhole ? tests.length : undefined };
}

function lineOf(index: number, { place }: Collected): number {
  return place(['runs', index]).start.line;
}

const PATTERN_FIGURE = 'pattern.';

/** Ids, figures and links in sentences: of the body, and of the front matter's prose fields. */
function collectProse(context: FileContext, collected: Collected): void {
  const { source, book, texts } = context;
  for (const prose of texts.prose) {
    for (const { what, id, index, length } of findIssueIds(prose.text, book)) {
      collected.uses.push({ what, id, place: prose.placeOf(index, length) });
    }
    for (const { name, index, length } of findFigureReferences(prose.text)) {
      if (!name.startsWith(PATTERN_FIGURE)) continue;
      const id = name.slice(PATTERN_FIGURE.length);
      collected.uses.push({ what: 'pattern', id, place: prose.placeOf(index, length) });
    }
  }
  for (const { node, place } of texts.links) {
    if (node.type !== 'link' && node.type !== 'definition') continue;
    if (unsafeScheme(node.url) !== undefined) continue;
    const target = resolveLink(source.file, node.url);
    if (!target) continue;
    const { file, fragment } = target;
    collected.uses.push({ what: 'file', id: file, place });
    if (fragment !== undefined) collected.uses.push({ what: 'part', id: partId(file, fragment), place });
  }
}

/** Gathers what one file declares and uses, each at the place of a path of its record. */
class Collected {
  readonly uses: Use[] = [];
  readonly declares: { name: DeclaredName; place: Place }[] = [];
  readonly sames: Same[] = [];
  readonly place: FileContext['place'];

  constructor(place: FileContext['place']) {
    this.place = place;
  }

  use(what: UseKind, id: string | undefined, path: DataPath, part?: 'key'): void {
    if (id !== undefined) this.uses.push({ what, id, place: this.place(path, part) });
  }

  useAll(what: UseKind, ids: readonly string[], path: DataPath): void {
    for (const [i, id] of ids.entries()) this.use(what, id, [...path, i]);
  }

  declare(what: DeclaredKind, id: string, path: DataPath): void {
    this.declares.push({ name: qualifiedId(what, id), place: this.place(path, 'key') });
  }

  /** A decision of an issue, or of a suite where no issue is given. */
  decision({ id, about, covers }: Draft<Decision>, issue?: string): void {
    this.useAll('issue', about, ['decisions', id, 'about']);
    const fixes = covers.map((fix) => itemIdIn(issue, fix));
    this.useAll('fix', fixes, ['decisions', id, 'covers']);
  }
}
