import type { Line, Section } from './blocks.ts';
import type { KnownFigures } from './figures.ts';
import { STATUSES } from './words.ts';

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
  return [...text.matchAll(ID)].map(({ 0: said, 1: prefix, 2: first = '', 3: own, 4: more = '', index }) => {
    const others = more.split('/').filter((part) => part.replace(/[a-z]$/, '').length === first.length);
    const issues = others.map((part) => ({
      id: prefix + part.slice(0, first.length),
      letters: lettersOf(part.slice(first.length)),
    }));
    return {
      issues: [{ id: prefix + first, letters: lettersOf(own) }, ...issues],
      start: index,
      end: index + said.length,
    };
  });
}

/** `a/b`, `a,b` and the range `a-c`. */
function lettersOf(text = ''): string[] {
  const [first = '', last] = text.split('-');
  return last
    ? [...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => letter >= first && letter <= last)
    : (text.match(/[a-z]/g) ?? []);
}

/** The ids with which a text begins, but for marks, which may have arrived as other letters. */
export function idAt(text: string): Mention | undefined {
  const [first] = mentionsIn(text);
  return first && !/[A-Za-z\d▪]/.test(text.slice(0, first.start)) ? first : undefined;
}

/** How many tests issues have: one where no letters say more. */
export function testsOf(issues: readonly Named[]): number {
  return issues.reduce((all, { letters }) => all + Math.max(1, letters.length), 0);
}

/**
 * What the entries of a document say that other sentences may contradict; undefined where it has no two issues, or
 * issues of several kinds. Ids that it names by the way (`ADR-033`) are fewer than its own.
 */
export function readRoster(sections: readonly Section[]): KnownFigures | undefined {
  const byId = Map.groupBy(sections.flatMap(entriesOf), ({ id }) => id);
  const all = [...byId].map(([id, entries]) => {
    const states = new Set(entries.flatMap(({ isResolved }) => isResolved ?? []));
    const letters = [...new Set(entries.flatMap((entry) => entry.letters))].sort();
    const isHeading = entries.some((entry) => entry.isHeading);
    const words = `\`${id}${letters.join('/')}\``;
    const said = entries.slice(0, 1).map((entry) => ({ place: entry.said.place, words }));
    return { id, letters, isHeading, isResolved: states.size === 1 ? states.has(true) : undefined, said };
  });
  const kinds = [...Map.groupBy(all, ({ id }) => id.replace(/\d+$/, '')).values()].sort(
    (a, b) => b.length - a.length,
  );
  const [own = []] = kinds;
  const isShared = kinds.filter((kind) => kind.some(({ isHeading }) => isHeading)).length > 1;
  if (own.length < 2 || isShared) return undefined;
  // Beside issues with a heading each, those that a list names only may be of another suite or report.
  const described = own.filter(({ isHeading }) => isHeading);
  const issues = described.length > 1 ? described : own;
  const [resolved, open] = [true, false].map((state) =>
    issues.filter(({ isResolved }) => isResolved === state),
  );
  const isSettled = resolved && open && resolved.length + open.length === own.length;
  // Without letters each issue may have several tests.
  const hasTests = issues.some(({ letters }) => letters.length > 0);
  const known = (some: typeof issues, value = some.length) => ({
    values: [value],
    against: some.flatMap(({ said }) => said),
  });
  return {
    resolved:
      resolved
        ?.map(({ id }) => id)
        .sort()
        .join(' ') ?? '',
    figures: {
      issues: known(issues),
      ...(hasTests && { tests: known(issues, testsOf(issues)) }),
      ...(isSettled && { fixed: known(resolved), remaining: known(open) }),
      ...(isSettled && (hasTests || described.length > 1) && { left: known(open, testsOf(open)) }),
    },
  };
}

const RESOLVED = new Map<string | undefined, boolean>([
  ...['fixed', 'closed'].map((status) => [status, true] as const),
  ...['remaining', 'open', 'triaged', 'flaky', 'quarantined'].map((status) => [status, false] as const),
]);

/** Headings, items and rows that begin with ids, and the state that a mark, a word in capitals, a status column or the heading says. */
function entriesOf({ heading, blocks }: Section) {
  const read = (line: Line | undefined, around = '') => {
    const first = line && idAt(line.text);
    if (!first) return [];
    const mark = /[✅☑✔]|[⏳❌🔴🟡🟠⚠🔄🚧⬜]/u.exec(line.text + around)?.[0];
    const loud = line.text.match(/(?<![-\p{L}])\p{Lu}{4,}(?![-\p{L}])/gu)?.join(' ') ?? '';
    const isResolved = mark ? /[✅☑✔]/u.test(mark) : RESOLVED.get(STATUSES.first(`${loud} ${around}`));
    const said = line.say(first.start, first.end);
    return first.issues.map((issue) => ({ ...issue, isHeading: line === heading, isResolved, said }));
  };
  const inBlocks = blocks.flatMap(({ items, head, rows }) => {
    const status = head.findIndex((name) => /\bstat(?:us|e)\b/iu.test(name));
    return [
      ...rows.flatMap((row) => read(row[0], row[status]?.text)),
      ...items.flatMap((line) => read(line, heading?.text.replaceAll(/\p{So}/gu, ''))),
    ];
  });
  return [...read(heading, heading?.text), ...inBlocks];
}
