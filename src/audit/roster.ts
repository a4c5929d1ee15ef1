import { blocksIn, type Line, type Section } from './blocks.ts';
import { type Contradiction, type Said, say, sayCount } from './contradiction.ts';
import type { KnownFigures } from './figures.ts';
import { STATUSES, TENSES } from './words.ts';

/** An issue as text names it, with the letters of its tests: `DS-FLAKY-003a/b` is one issue and two tests. */
interface Named {
  readonly id: string;
  readonly letters: readonly string[];
}

/** Ids that stand together: `DS-FLAKY-004/005` are two issues. */
interface Mention {
  readonly issues: readonly Named[];
  readonly start: number;
  readonly end: number;
}

const ID =
  /(?<![\p{L}\p{N}_/-])((?:[A-Z][A-Z0-9]*[-_])+)(\d{1,6})([a-z](?:[/,&+-][a-z])*)?((?:\/\d{1,6}[a-z]?)*)(?![\p{L}\p{N}_]|\.\d|-\d)/gu;

export function mentionsIn(text: string): Mention[] {
  if (!/[-_]\d/.test(text)) return [];
  return [...text.matchAll(ID)].map(
    ({ 0: said, 1: prefix, 2: number = '', 3: own = '', 4: more = '', index }) => {
      const rest = more.split('/').filter((part) => part.replace(/[a-z]$/, '').length === number.length);
      const issues = [number + own, ...rest].map((part) => ({
        id: prefix + part.slice(0, number.length),
        letters: lettersOf(part.slice(number.length)),
      }));
      return { issues, start: index, end: index + said.length };
    },
  );
}

/** The ids with which a text begins, but for marks, which may have arrived as other letters. */
export function idAt(text: string): Mention | undefined {
  const [first] = mentionsIn(text);
  return first && !/[A-Za-z\d▪]/.test(text.slice(0, first.start)) ? first : undefined;
}

/** `a/b`, `a,b` and the range `a-c`. */
function lettersOf(text: string): string[] {
  const [first = 0, last = 0] = text.split('-').map((letter) => letter.charCodeAt(0));
  if (!/^[a-z]-[a-z]$/.test(text)) return text.match(/[a-z]/g) ?? [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => String.fromCharCode(first + i));
}

/** A heading, list item or table row that begins with an id. */
interface Entry extends Named {
  readonly isHeading: boolean;
  readonly isResolved: boolean | undefined;
  readonly said: Said;
}

/**
 * What the entries of a document say that other sentences may contradict; undefined where it has no two issues, or
 * issues of several kinds. Ids that it names by the way (`ADR-033`) are fewer than its own.
 */
export function readRoster(sections: readonly Section[]): KnownFigures | undefined {
  const all = sections.flatMap(entriesOf);
  const kinds = [...Map.groupBy(all, ({ id }) => id.replace(/\d+$/, '')).values()];
  const [own = [], ...others] = kinds.sort(
    (a, b) => new Set(b.map(({ id }) => id)).size - new Set(a.map(({ id }) => id)).size,
  );
  const isShared = others.some((other) =>
    [own, other].every((kind) => kind.some(({ isHeading }) => isHeading)),
  );
  const groups = [...Map.groupBy(own, ({ id }) => id)].map(([id, entries]) => ({
    id,
    entries,
    ...summary(entries),
  }));
  if (groups.length < 2 || isShared) return undefined;
  const described = groups.filter(({ isHeading }) => isHeading);
  // Beside issues with a heading each, those that a list names only may be of another suite or report.
  const issues = described.length > 1 ? described : groups;
  const isSettled =
    issues.length === groups.length && issues.every(({ isResolved }) => isResolved !== undefined);
  // Without letters each issue may have several tests.
  const hasTests = issues.some(({ letters }) => letters.length > 0);
  const [resolved, open] = [true, false].map((state) =>
    issues.filter(({ isResolved }) => isResolved === state),
  );
  const known = (members: typeof issues = [], value = members.length) => ({
    values: [value],
    against: members.flatMap(({ id, letters, entries }) =>
      entries.slice(0, 1).map(({ said: { place } }) => ({ place, words: `\`${id}${letters.join('/')}\`` })),
    ),
  });
  return {
    resolved:
      resolved
        ?.map(({ id }) => id)
        .sort()
        .join(' ') ?? '',
    figures: {
      issues: known(issues),
      ...(hasTests ? { tests: known(issues, testsOf(issues)) } : {}),
      ...(isSettled ? { fixed: known(resolved), remaining: known(open) } : {}),
      ...(isSettled && (hasTests || described.length > 1) ? { left: known(open, testsOf(open ?? [])) } : {}),
    },
  };
}

function summary(entries: readonly Entry[]) {
  const [isResolved, other] = new Set(entries.flatMap((entry) => entry.isResolved ?? []));
  return {
    isResolved: other === undefined ? isResolved : undefined,
    isHeading: entries.some((entry) => entry.isHeading),
    letters: [...new Set(entries.flatMap((entry) => entry.letters))].sort(),
  };
}

/** How many tests issues have: one where no letters say more. */
function testsOf(issues: readonly Named[]): number {
  return issues.reduce((all, { letters }) => all + Math.max(1, letters.length), 0);
}

const RESOLVED = new Map(
  ['fixed', 'closed', 'remaining', 'open', 'triaged', 'flaky', 'quarantined'].map((status, i) => [
    status,
    i < 2,
  ]),
);

/** Lines that begin with ids, and the state that a mark, a word in capitals, a status column or the heading says. */
function entriesOf({ heading, blocks }: Section): Entry[] {
  const read = (line: Line | undefined, around = '', isHeading = false): Entry[] => {
    const first = line && idAt(line.text);
    if (!first) return [];
    const mark = /[✅☑✔]|[⏳❌🔴🟡🟠⚠🔄🚧⬜]/u.exec(line.text + around)?.[0];
    const loud = line.text.match(/(?<![-\p{L}])\p{Lu}{4,}(?![-\p{L}])/gu)?.join(' ') ?? '';
    const isResolved = mark ? /[✅☑✔]/u.test(mark) : RESOLVED.get(STATUSES.first(`${loud} ${around}`) ?? '');
    return first.issues.map((issue) => ({ ...issue, isHeading, isResolved, said: say(line, first) }));
  };
  const below = [...blocksIn(blocks)].flatMap(({ kind, items, head, rows }) => {
    const status = head.findIndex((name) => /\bstat(?:us|e)\b/iu.test(name));
    if (kind === 'table') return rows.flatMap((row) => read(row[0], row[status]?.text));
    return kind === 'list'
      ? items.flatMap(({ lines }) => read(lines[0], heading?.text.replaceAll(/\p{So}/gu, '')))
      : [];
  });
  return [...read(heading, heading?.text, true), ...below];
}

/** `DS-FLAKY-003a/b (2 tests)`, `3 new issues, A-3`: ids, and how many there are. */
export function* auditNamed(line: Line): Generator<Contradiction> {
  const mentions = mentionsIn(line.text);
  const [quantity, more] = line.quantities;
  const [first, last] = [mentions[0], mentions.at(-1)];
  if (!first || !last || !quantity || more || quantity.kind !== 'count' || quantity.sure !== 'exact') return;
  const issues = mentions.flatMap((mention) => mention.issues);
  const tests = testsOf(issues);
  const { unit, value, start, end, tail } = quantity;
  const behind = line.text.slice(end + tail.length);
  const isBracketed = /\(\s*$/u.test(line.text.slice(0, start)) && /^\s*\)/u.test(behind);
  // An issue without letters may have several tests.
  const isWrong = issues.every(({ letters }) => letters.length > 0) ? value !== tests : value < tests;
  const isRow = /^:\s*$/u.test(line.text.slice(end + tail.length, first.start));
  const isPlain = mentions
    .slice(1)
    .every((mention, i) => /^(?:,? and |, )$/u.test(line.text.slice(mentions[i]?.end, mention.start)));
  const isCount = unit === 'tests' && isBracketed && isWrong && !TENSES.first(line.text);
  const isList = unit === 'issues' && isRow && isPlain && value !== issues.length;
  if (!isCount && !isList) return;
  const because = `${isCount ? tests : issues.length} are named`;
  const against = [say(line, { start: first.start, end: last.end })];
  yield { ruleId: isCount ? 'audit-count' : 'audit-list', said: sayCount(line, quantity), against, because };
}
