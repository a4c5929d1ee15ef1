import { auditProse, readProse } from '../audit/audit.ts';
import type { When } from '../core/calendar.ts';
import { atMost, FILE_START, type Finding } from '../core/finding.ts';
import { checkOwnLooks } from '../match/signatures/check-looks.ts';
import { numberLooks, readLooks } from '../match/signatures/issue-looks.ts';
import { seenInMonth } from '../match/signatures/seen-failures.ts';
import type { Book } from '../records/book/book.ts';
import { type CheckedFile, checkFile } from '../records/check/check-file.ts';
import { unreadFacts } from '../records/check/collect-facts.ts';
import type { Facts } from '../records/check/facts.ts';
import { numberFacts } from '../records/check/link-facts.ts';
import { sourceKind } from '../records/check/parse-source.ts';
import { finding } from '../records/rules.ts';
import type { Part, PartRow } from './cache-changes.ts';
import { digestText, shortDigest } from './digest.ts';
import { failIfPlanted, faultWords } from './our-mistake.ts';

/** What a content file says, as the cache keeps it. It depends on the bytes of the file and on the settings of the book. */
export interface FileAnswers {
  readonly file: string;
  /** Of its bytes. */
  readonly digest: string;
  /** Its newest date. */
  readonly newest: When | undefined;
  /** The suite that an issue is of, or that the file is the record of. */
  readonly suite?: string;
  /** Each part as JSON with its digest; parts of which there is nothing to say are absent. */
  readonly parts: readonly PartRow[];
}

/** Where our own code fails on a file, that is a finding of the file, and all others are read. */
export function readFile(file: string, bytes: Uint8Array, book: Book): FileAnswers {
  try {
    failIfPlanted(file);
    return readSound(file, bytes, book);
  } catch (error) {
    const found = finding('our-mistake', FILE_START, { problem: faultWords(error) });
    // Without a digest it is read again the next time.
    return unread({ ...found, file }, '');
  }
}

/** What is known of a file that is too large to be read: where it is a record, that it is there. */
export function leaveOut(file: string, found: Finding, book: Book): FileAnswers {
  return sourceKind(file) ? unread(found, 'too-large') : readFile(file, new Uint8Array(0), book);
}

function unread(found: Finding, digest: string): FileAnswers {
  const { file } = found;
  const { facts } = numberFacts(unreadFacts(file));
  return { file, digest, newest: undefined, parts: partsOf({ findings: [found], links: facts }) };
}

function readSound(file: string, bytes: Uint8Array, book: Book): FileAnswers {
  const checked = checkFile(file, bytes, book);
  const { record, body, facts } = checked;
  const looks = record?.kind === 'issue' ? looksOf(checked) : undefined;
  const own = looks ? checkOwnLooks(looks) : [];
  const suite = suiteOf(facts);
  const prose = suite === undefined ? undefined : proseOf(checked);
  const audited = prose ? auditProse(file, prose.found) : [];
  const findings = [...checked.findings, ...atMost([...own, ...audited])];
  const links = numberFacts(facts);
  const numberedLooks = looks && numberLooks(looks);
  const parts: Partial<Record<Part, unknown>> = {
    findings: findings.length === 0 ? undefined : findings,
    links: links.facts,
    'link-places': links.places.length === 0 ? undefined : links.places,
    untils: facts.untils.length === 0 ? undefined : { file, untils: facts.untils },
    record: record?.kind === 'book' ? undefined : record,
    body,
    claims: prose && prose.figures.length > 0 ? { file, suite, claims: prose.figures } : undefined,
    looks: numberedLooks?.looks,
    'look-places': numberedLooks?.places,
    seen: record?.kind === 'runs' ? { suite: record.suite, ...seenInMonth(record.runs) } : undefined,
  };
  return { file, digest: digestText(bytes), newest: facts.newest, suite, parts: partsOf(parts) };
}

function partsOf(parts: Partial<Record<Part, unknown>>): FileAnswers['parts'] {
  return (Object.entries(parts) as [Part, unknown][]).flatMap(([part, data]) => {
    if (data === undefined) return [];
    const json = JSON.stringify(data);
    return [[part, json, shortDigest(json)] as const];
  });
}

function suiteOf({ kind, id, suite }: Facts): string | undefined {
  return kind === 'suite' ? id : kind === 'issue' ? suite : undefined;
}

function looksOf({ record, body, tree, place }: CheckedFile) {
  return record?.kind === 'issue' && body && tree ? readLooks(record, body, tree, place) : undefined;
}

/** Patterns tell of tests in general: their numbers are about no suite. */
function proseOf({ tree, text }: CheckedFile) {
  return tree && text !== undefined ? readProse(tree, text) : undefined;
}
