/** An issue id as it stands in text: `DS-FLAKY-003a/b` names two tests of one issue, `DS-FLAKY-004/005` two issues. */
export interface IdMention {
  readonly prefix: string;
  /** Each issue's id with the letters that were named. */
  readonly issues: readonly { readonly id: string; readonly letters: readonly string[] }[];
  readonly start: number;
  readonly end: number;
}

const ID =
  /(?<![\p{L}\p{N}_/-])((?:[A-Z][A-Z0-9]*[-_])*[A-Z][A-Z0-9]*[-_]?|#)(\d{1,6})([a-z](?:[/,&+-][a-z])*)?((?:\/\d{1,6}[a-z]?)*)(?![\p{L}\p{N}_]|\.\d|-\d)/gu;

/** Issue ids of a text, in order. */
export function idsIn(text: string): IdMention[] {
  return [...text.matchAll(ID)].flatMap((match) => {
    const [whole, prefix = '', number = '', letters = '', more = ''] = match;
    if (prefix !== '#' && !/[-_]$/.test(prefix)) return [];
    const first = { id: prefix + number, letters: lettersOf(letters) };
    const rest = more
      .split('/')
      .slice(1)
      .map((part) => ({
        id: prefix + part.replace(/[a-z]$/, ''),
        letters: lettersOf(part.replace(/^\d+/, '')),
      }));
    const isCut = rest.length > 0 && rest.some(({ id }) => id.length !== first.id.length);
    return [
      {
        prefix,
        issues: isCut ? [first] : [first, ...rest],
        start: match.index,
        end: match.index + whole.length,
      },
    ];
  });
}

/** `a/b`, `a,b` and the range `a-c`. */
function lettersOf(text: string): string[] {
  const range = /^([a-z])-([a-z])$/.exec(text);
  if (!range) return text.match(/[a-z]/g) ?? [];
  const [from, to] = [range[1] ?? 'a', range[2] ?? 'a'].map((letter) => letter.charCodeAt(0)) as [
    number,
    number,
  ];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => String.fromCharCode(from + i));
}

/** Tests that are named: each letter is one, an issue without letters is one. */
export function countTests(mentions: readonly IdMention[]): number {
  const tests = mentions.flatMap(({ issues }) =>
    issues.flatMap(({ id, letters }) => (letters.length === 0 ? [id] : letters.map((letter) => id + letter))),
  );
  return new Set(tests).size;
}

export function countIssues(mentions: readonly IdMention[]): number {
  return new Set(mentions.flatMap(({ issues }) => issues.map(({ id }) => id))).size;
}
