import { countIssues, countTests, idsIn } from '../read/ids.ts';
import { type Block, type Item, type ListBlock, leadOf, type Section } from '../read/outline.ts';

/** A way of counting what follows an announcement. */
export interface Count {
  readonly value: number;
  /** `the list has 6 entries`. */
  readonly what: string;
}

/** Lists and tables of a section that enumerate what its heading names: no steps below a label of their own. */
export function enumerating(blocks: readonly Block[]): Block[] {
  return blocks.filter((block, i) => {
    const before = blocks[i - 1];
    const isLabelled = before?.kind === 'text' && /:\s*$/u.test(before.plain.text);
    return (block.kind === 'table' || block.kind === 'list') && !isLabelled;
  });
}

/** The main way of counting first; what follows may be counted in any of them. */
export function countsOf(blocks: readonly Block[], children: readonly Section[], noun: string): Count[] {
  const listed = listsOf(blocks).flatMap(({ items }) => (isDetails(items) ? [] : items));
  const rows = rowsOf(blocks);
  const texts = [
    ...listed.map((item) => leadOf(item)?.text ?? ''),
    ...rows.map((row) => row[0]?.text ?? ''),
    ...children.map(({ heading }) => heading?.text ?? ''),
  ];
  const counts: Count[] = [];
  const add = (value: number, what: string) => {
    if (value > 0) counts.push({ value, what });
  };
  const parts = partsOf(children);
  add(parts, `the subsections count ${parts}`);
  add(children.length, `the section has ${children.length} subsections`);
  const named = texts.flatMap((text) => idsIn(text).filter(({ start }) => start < 12));
  if (named.length === texts.length && named.length > 0) {
    if (/test|spec|case/iu.test(noun)) add(countTests(named), `the entries name ${countTests(named)} tests`);
    else add(countIssues(named), `the entries name ${countIssues(named)} issues`);
  }
  add(listed.length, `the list has ${listed.length} entries`);
  add(rows.length, `the table has ${rows.length} rows`);
  return counts;
}

/** Every other number that what follows could stand for: parts that entries count themselves, entries of entries. */
export function otherCounts(blocks: readonly Block[], children: readonly Section[]): Set<number> {
  const lists = listsOf(blocks);
  const items = lists.flatMap((list) => list.items);
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const lines = [
    ...items.map((item) => leadOf(item)?.text ?? ''),
    ...rowsOf(blocks).map((row) => row.map(({ text }) => text).join(' ')),
  ];
  const ids = lines.flatMap((text) => idsIn(text));
  const nested = items.flatMap((item) => listsOf(item.blocks).flatMap((list) => list.items));
  const fences = blocks.flatMap((block) =>
    block.kind === 'fence' ? [block.node.value.trim().split('\n')] : [],
  );
  return new Set([
    nested.length,
    items.length,
    children.length,
    countIssues(ids),
    countTests(ids),
    sumOf(lines.map(ownCount)),
    ...lists.map((list) => list.items.length),
    ...tables.map(({ rows }) => rows.length),
    ...fences.map((fence) => fence.length),
    ...fences.map((fence) => fence.filter((line) => /^\W*(?:FAIL|PASS)/u.test(line)).length),
    ...children.flatMap((child) => [...otherCounts(child.blocks, child.children)]),
    sumOf(children.map((child) => listsOf(child.blocks)[0]?.items.length ?? rowsOf(child.blocks).length)),
  ]);
}

/** The lists among blocks. */
export function listsOf(blocks: readonly Block[]): ListBlock[] {
  return blocks.flatMap((block) => (block.kind === 'list' ? [block] : []));
}

function rowsOf(blocks: readonly Block[]) {
  return blocks
    .flatMap((block) => (block.kind === 'table' ? block.rows : []))
    .filter((row) => !/^\W*(?:total|sum)\b/iu.test(row[0]?.text ?? ''));
}

/** What subsections count in their headings, `(6 failures)`; 0 unless all of them do. */
function partsOf(children: readonly Section[]): number {
  const own = children.map(({ heading }) => {
    const digits = /\((\d{1,4})(?:\s[^()]*)?\)\W*$/u.exec(heading?.text ?? '')?.[1];
    return digits === undefined ? Number.NaN : Number(digits);
  });
  return sumOf(own);
}

/** `login (3 tests)`, `timing: 4`, `timing × 4`. */
function ownCount(line: string): number {
  const own = /(?:^|[\s(:×])(\d{1,4})(?=\s*(?:$|\)|tests?\b|issues?\b|specs?\b|cases\b|×|failures?\b))/u.exec(
    line,
  );
  return Number(own?.[1] ?? 'NaN');
}

/** 0 where a part is unknown. */
function sumOf(values: readonly number[]): number {
  return values.some(Number.isNaN) ? 0 : values.reduce((sum, value) => sum + value, 0);
}

/** `Cause: …`, `Fix: …`: the list describes one thing and does not enumerate. */
function isDetails(items: readonly Item[]): boolean {
  const label =
    /^[^\p{L}]*(?:root cause|cause|fix|impact|solution|status|owner|file|test|symptom|effort|time|evidence|note|severity|priority|workaround|next step|verification|why|what|where|when|frequency|rate|trade-?off|action|result|since|link|ticket|problem|error|failure|before|after|suite|location|pattern|risk|plan|recommended|alternative|rationale)s?\b[^:]{0,25}:/iu;
  return items.filter((item) => label.test(leadOf(item)?.text ?? '')).length * 2 > items.length;
}
