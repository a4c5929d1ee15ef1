import type { Subject } from '../claim.ts';
import { idsIn } from '../read/ids.ts';
import type { Statement } from '../read/statements.ts';
import { levelOf, partOf, predicateOf, tenseOf, unitOf } from '../read/vocabulary.ts';

/** Words around a number, nearest first: the first that says something is believed. */
export interface Around {
  /** Words that belong to the number: `flaky tests remaining`. */
  readonly own: string;
  /** Words just before it. */
  readonly before: string;
  /** Words right behind what belongs to it. */
  readonly behind: string;
}

export function subjectOf(statement: Statement, around: Around): Subject {
  const { label, trail, kind, section } = statement;
  const column = kind === 'cell' ? [trail.at(-1) ?? '', trail.at(-2) ?? ''] : [];
  // The title of the document says what it is about, not what a number in it counts.
  const heading = trail.length > 1 ? (trail.at(-1) ?? '') : '';
  const near = [around.own, ofSuite(around.behind), label, around.before, ...column];
  const isAll = /\ball\s*(?:the\s*)?$/iu.test(around.before);
  const own = isAll ? [around.own, around.before] : [...near, statement.kind === 'text' ? heading : ''];
  const predicate = firstOf(own, predicateOf);
  const unit =
    firstOf([...near, heading], unitOf) || (predicate === 'stable' || predicate === 'passing' ? 'tests' : '');
  // `Audit all 157 tests for shared state`: what they are searched for does not limit them.
  const isReview = /\b(?:audit|review|check|inspect|scan|examine)\w*\s+(?:of\s+)?all\s*$/iu.test(
    around.before,
  );
  const row = kind === 'cell' ? (trail.at(-1) ?? '') : '';
  return {
    unit,
    predicate,
    scope: [partOf(label || row), partAbove(trail), isReview ? '' : limitOf(around.behind)]
      .filter((part) => part !== '')
      .join(' '),
    level: levelOf([...trail, statement.text].join(' ')),
    tense: tenseWithin(statement),
    after: stateOf(statement),
    section,
    label: label.toLowerCase(),
    isWhole:
      /\b(?:all|total of|entire|whole)\s*(?:the\s*)?$/iu.test(around.before) ||
      /\b(?:total|altogether|overall)\b/iu.test(around.own) ||
      /^\s*(?:in total|altogether|overall)\b/iu.test(around.behind) ||
      /^(?:scope|total|overall|all)\b/iu.test(label.replace(/^[^\p{L}]+/u, '')),
    isRun:
      /\b(?:passed|succeeded|ran|runs?|builds?|jobs?|pipelines?|attempts?|executions?|retr(?:y|ies))\b/iu.test(
        statement.text,
      ),
    grows: /\b(?:add(?:ed|ing|s)?|new|grew|grow(?:n|th)?|delet\w*|remov\w*|merged|includ\w*)\b/iu.test(
      statement.text,
    ),
  };
}

const OF_SUITE =
  /^\s*(?:of|in)\s+(?:the|this|our)\s+(?:whole\s+|entire\s+|test\s+)*suite\s+((?:(?:are|is|now|still)\s+)+\p{L}+)/iu;

/** `155/157 tests of the suite are stable`: the suite limits nothing, and what is said stands behind it. */
function ofSuite(behind: string): string {
  return OF_SUITE.exec(behind)?.[1] ?? '';
}

function firstOf<T extends string>(texts: readonly string[], read: (text: string) => T): T {
  for (const text of texts) {
    const found = read(text);
    if (found !== '') return found;
  }
  return '' as T;
}

/** A statement's own words decide; then those of what it stands under, the nearest first. */
function tenseWithin({ text, trail }: Statement): Subject['tense'] {
  const own = tenseOf(text);
  if (own !== 'now') return own;
  const [nearest = ''] = trail.slice(-1);
  return /^\W*(?:current|now|today)/iu.test(text) ? 'now' : tenseOf(nearest);
}

const STATE = /\b(?:after|with|following|once)\s+(?:the\s+)?([^:;.()]{2,80}?)(?=\s*(?:[:;.()]|,|$))/iu;

/** `after DS-FLAKY-001 and DS-FLAKY-002 fixes` in one form; words where no ids are named. */
function stateOf({ text, trail }: Pick<Statement, 'text' | 'trail'>): string {
  for (const words of [text, ...trail.slice(-1)]) {
    const state = STATE.exec(words)?.[1];
    if (state === undefined) continue;
    const ids = idsIn(state).flatMap(({ issues }) => issues.map(({ id }) => id));
    if (ids.length > 0) return [...new Set(ids)].sort().join(' ');
    if (/\bafter\b/iu.test(words)) return state.toLowerCase().replace(/\s+/g, ' ').trim();
  }
  return '';
}

const PERIOD =
  /\b(?:week|sprint|day|month|round|iteration|phase|release|run|batch|quarter|q|cw|kw|stage)\s*#?\d+|\b20\d\d-\d\d(?:-\d\d)?|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b|\bv\d+\.\d/iu;
const PART =
  /\b(?:suites?|services?|packages?|modules?|components?|teams?|projects?|repo(?:sitory)?|jobs?|shards?)\b/iu;

/** A period or a part of the suite that a heading above names; that of the whole document limits nothing. */
function partAbove(trail: readonly string[]): string {
  const named = trail.slice(1).flatMap((heading) => {
    const period = PERIOD.exec(heading)?.[0];
    if (period !== undefined) return [period.toLowerCase()];
    return PART.test(heading) && partOf(heading) !== '' ? [partOf(heading)] : [];
  });
  return [...new Set(named)].join(' ');
}

const LIMIT = /^\s*(?:in|from|for|on|under|of|across|by|per|within)\s+(?:the\s+)?([\p{L}\p{N}▪ -]{2,40})/iu;

/** `tests in the shutdown package`: a part that words behind the number limit it to. */
function limitOf(behind: string): string {
  const limit = LIMIT.exec(behind)?.[1]?.toLowerCase() ?? '';
  return /^(?:suite|whole|entire|all|total|this|our|ci|main|test suite|now)\b/u.test(limit) ? '' : limit;
}
