import type { Line, Section } from './blocks.ts';
import type { KnownFigures } from './figures.ts';
import { STATUSES } from './words.ts';

/** An issue as text names it, with the letters of its tests: `DS-FLAKY-003a/b` is one issue and two tests. */
interface Named {
  readonly id: string;
  readonly letters: readonly string[];
  /** Where the ids begin and end that it stands among: `DS-FLAKY-004/005` are two issues. */
  readonly start: number;
  readonly end: number;
}

const ID =
  /(?<![\p{L}\p{N}_/-])((?:[A-Z][A-Z0-9]*[-_])+)(\d{1,6})([a-z](?:[/,&+-][a-z])*)?((?:\/\d{1,6}[a-z]?)*)(?![\p{L}\p{N}_]|\.\d|-\d)/gu;

export function issuesIn(text: string): Named[] {
  if (!/[-_]\d/.test(text)) return [];
  return [...text.matchAll(ID)].flatMap(
    ({ 0: said, 1: prefix, 2: first = '', 3: own = '', 4: more = '', index }) =>
      [first + own, ...more.split('/')].flatMap((part) => {
        const number = part.replace(/[^\d].*$/, '');
        if (number.length !== first.length) return [];
        const letters = lettersOf(part.slice(number.length));
        return { id: prefix + number, letters, start: index, end: index + said.length };
      }),
  );
}

/** `a/b`, `a,b` and the range `a-c`. */
function lettersOf(text: string): string[] {
  const [first = '', last] = text.split('-');
  if (!last) return text.match(/[a-z]/g) ?? [];
  return [...'abcdefghijklmnopqrstuvwxyz'].filter((letter) => letter >= first && letter <= last);
}

/** The issues with which a text begins, but for marks, which may have arrived as other letters. */
export function issuesAt(text: string): Named[] {
  const [first, ...others] = issuesIn(text);
  if (!first || /[A-Za-z\d▪]/.test(text.slice(0, first.start))) return [];
  return [first, ...others.filter(({ start }) => start === first.start)];
}

/** How many tests issues have: one where no letters say more. */
export function testsOf(issues: readonly Pick<Named, 'letters'>[]): number {
  return issues.reduce((all, { letters }) => all + Math.max(1, letters.length), 0);
}

/**
 * What the entries of a document say that other sentences may contradict; undefined where it has no two issues, or
 * issues of several kinds. Ids that it names by the way (`ADR-033`) are fewer than its own.
 */
export function readRoster(sections: readonly Section[]): KnownFigures | undefined {
  const byId = Map.groupBy(sections.flatMap(entriesOf), ({ id }) => id);
  const all = [...byId].map(([id, entries]) => {
    const letters = [...new Set(entries.flatMap((one) => one.letters))].sort();
    const states = new Set(entries.flatMap(({ isResolved }) => isResolved ?? []));
    const said = entries.slice(0, 1).map(({ place }) => ({ place, words: `\`${id}${letters.join('/')}\`` }));
    return { id, letters, states, said, isHeading: entries.some(({ isHeading }) => isHeading) };
  });
  const kinds = [...Map.groupBy(all, ({ id }) => id.replace(/\d+$/, '')).values()];
  const [own = []] = kinds.toSorted((a, b) => b.length - a.length);
  const isShared = kinds.filter((kind) => kind.some(({ isHeading }) => isHeading)).length > 1;
  if (own.length < 2 || isShared) return undefined;
  // Beside issues with a heading each, those that a list names only may be of another suite or report.
  const described = own.filter(({ isHeading }) => isHeading);
  const issues = described.length > 1 ? described : own;
  const inState = (state: boolean) => issues.filter(({ states }) => states.size === 1 && states.has(state));
  const [resolved, open] = [inState(true), inState(false)];
  const isSettled = resolved.length + open.length === own.length;
  // Without letters each issue may have several tests.
  const hasTests = issues.some(({ letters }) => letters.length > 0);
  const known = (some: typeof own, ...values: readonly number[]) => ({
    values,
    against: some.flatMap(({ said }) => said),
  });
  const ids = resolved.map(({ id }) => id);
  return {
    resolved: ids.sort().join(' '),
    figures: {
      issues: known(issues, issues.length),
      ...(hasTests && { tests: known(issues, testsOf(issues)) }),
      ...(isSettled && hasTests && { left: known(open, testsOf(open)) }),
      ...(isSettled && { fixed: known(resolved, resolved.length, testsOf(resolved)) }),
      ...(isSettled && { remaining: known(open, open.length, testsOf(open)) }),
    },
  };
}

/** Headings, items and rows that begin with ids, and the state that a mark, a status column or the heading says. */
function entriesOf({ heading, blocks }: Section) {
  const read = (line: Line | undefined, around = '') => {
    if (!line) return [];
    const mark = /[✅☑✔]|[⏳❌🔴🟡🟠⚠🔄🚧⬜]/u.exec(line.text + around)?.[0];
    const status = STATUSES.first(around) ?? '';
    const isOpen = /^(?:remaining|open|triaged|flaky|quarantined)$/.test(status) ? false : undefined;
    const isResolved = mark ? /[✅☑✔]/u.test(mark) : status === 'fixed' || status === 'closed' || isOpen;
    const own = { isHeading: line === heading, isResolved };
    return issuesAt(line.text).map((issue) => ({ ...issue, ...own, ...line.say(issue.start, issue.end) }));
  };
  const title = heading?.text ?? '';
  const inBlocks = blocks.flatMap(({ kind, rows }) => {
    const status = rows[0]?.findIndex(({ text }) => /\bstat(?:us|e)\b/iu.test(text)) ?? -1;
    const around = title.replaceAll(/\p{So}/gu, '');
    return rows.flatMap((row) => read(row[0], kind === 'table' ? row[status]?.text : around));
  });
  return [...read(heading, title), ...inBlocks];
}
