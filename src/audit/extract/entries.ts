import type { EntryClaim } from '../claim.ts';
import { type IdMention, idsIn } from '../read/ids.ts';
import { leadOf, type Section, type Sequence, sectionsBelow, type TableBlock } from '../read/outline.ts';
import type { Plain } from '../read/plain.ts';

const RESOLVED =
  /✅|☑|✔|🟢|⏹|\b(?:fixed|resolved|closed|verified|superseded|won['’]t fix|not flaky|not reproduced|test removed)\b/iu;
const UNRESOLVED =
  /⏳|❌|🔴|🟡|🟠|⚠|🚧|🔧|⬜|\b(?:open|triaged|unresolved|pending|to ?do|in progress|investigating|remaining|quarantined|planned|not fixed|unfixed|partially|partly)\b/iu;

/** The issues that a document has of its own: in headings, at the start of items and of rows. */
export function* readEntries(document: Section, sequences: readonly Sequence[]): Generator<EntryClaim> {
  for (const { heading } of sectionsBelow(document)) {
    if (heading) yield* toEntries(heading, leading(heading.text), 'heading', heading.text);
  }
  for (const { blocks, trail } of sequences) {
    for (const block of blocks) {
      if (block.kind === 'table') yield* readRows(block);
      if (block.kind !== 'list') continue;
      const above = (trail.at(-1)?.text ?? '').replace(/\(.*\)/u, '');
      for (const item of block.items) {
        const lead = leadOf(item);
        if (!lead) continue;
        const mentions = leading(lead.text);
        const tick = item.checked === undefined ? '' : item.checked ? '✅' : '⏳';
        const words = isGroup(above) ? above : `${tick} ${lead.text.slice(0, mentions[0]?.start ?? 0)}`;
        yield* toEntries(lead, mentions, 'list', words);
      }
    }
  }
}

/** `Fixed issues`, `Triaged`, `Still open`: a heading that gives all below it a status. */
function isGroup(heading: string): boolean {
  return (
    (RESOLVED.test(heading) || UNRESOLVED.test(heading)) &&
    idsIn(heading).length === 0 &&
    heading
      .replaceAll(/[^\p{L}\s]/gu, '')
      .trim()
      .split(/\s+/u).length <= 4 &&
    !/\b(?:fixes|immediate|short|long|sprint|action|plan|question)/iu.test(heading)
  );
}

/** Ids at the very start of a line, several joined by commas, `and` or `/`. */
function leading(text: string): IdMention[] {
  const mentions = idsIn(text);
  const found: IdMention[] = [];
  let end = 0;
  // What stands before the first is a mark or a number; marks may have arrived as other letters.
  for (const mention of mentions) {
    const gap = text.slice(end, mention.start);
    const isJoined =
      found.length === 0 ? /^[^A-Za-z]*$/.test(gap) : /^\s*(?:,|and|&|\+|\/)?\s*(?:and )?\s*$/u.test(gap);
    if (!isJoined) break;
    found.push(mention);
    end = mention.end;
  }
  return found;
}

function* readRows({ head, rows }: TableBlock): Generator<EntryClaim> {
  const status = head.findIndex(({ text }) => /^\W*(?:status|state)\W*$/iu.test(text));
  for (const row of rows) {
    const [first] = row;
    if (first) yield* toEntries(first, leading(first.text), 'table', row[status]?.text ?? '');
  }
}

function* toEntries(
  plain: Plain,
  mentions: readonly IdMention[],
  source: EntryClaim['source'],
  words: string,
): Generator<EntryClaim> {
  const state = UNRESOLVED.test(words) ? 'unresolved' : RESOLVED.test(words) ? 'resolved' : undefined;
  const status = /\btriaged\b/iu.test(words) ? 'triaged' : /\bfixed\b/iu.test(words) ? 'fixed' : undefined;
  for (const { issues, start, end } of mentions) {
    for (const { id, letters } of issues) {
      yield {
        kind: 'entry',
        place: plain.place(start, end),
        text: plain.text.slice(start, end),
        id,
        letters,
        source,
        state,
        status,
      };
    }
  }
}
