import type { Root } from 'mdast';
import { comparePlaces } from '../../core/place.ts';
import type { Claim } from '../claim.ts';
import { readOutline, sequencesOf } from '../read/outline.ts';
import { pathsOf, readStatements } from '../read/statements.ts';
import { readAnnouncedLists, readAnnouncingHeadings } from './announced.ts';
import { readCounts } from './counts.ts';
import { readEfforts, readListTotals, readSaidEfforts } from './efforts.ts';
import { readEntries } from './entries.ts';
import { readEstimates } from './estimates.ts';
import { readFence } from './fences.ts';
import { readMentionedTests } from './mentioned.ts';
import { readOutcomeRates, readOutcomes } from './outcomes.ts';
import { readShares } from './shares.ts';
import { readBracketSums, readEquations } from './sums.ts';
import { readTable } from './tables.ts';

/** Most sentences have no number. */
const COUNTS = /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/iu;

/**
 * Everything that a document says in numbers, as plain data in reading order: it can be kept, and held against figures later.
 * @param root a document or the body of a record, with positions.
 * @param lines the source's lines: they make columns exact in lines with marks, escapes or indentation.
 */
export function extractClaims(root: Root, lines?: readonly string[]): Claim[] {
  const document = readOutline(root, lines);
  const paths = pathsOf(document);
  const sequences = [...sequencesOf(document)];
  const claims: Claim[] = [
    ...readEntries(document, sequences),
    ...readAnnouncingHeadings(document),
    ...readEfforts(document),
  ];
  for (const sequence of sequences) {
    claims.push(...readAnnouncedLists(sequence), ...readListTotals(sequence));
    for (const block of sequence.blocks) {
      if (block.kind === 'table') claims.push(...readTable(block));
      if (block.kind === 'fence')
        claims.push(...readFence(block.node, sequence, paths.get(sequence.section) ?? ''));
    }
  }
  for (const statement of readStatements(document)) {
    if (!COUNTS.test(statement.text)) continue;
    claims.push(
      ...readShares(statement),
      ...readCounts(statement),
      ...readEquations(statement),
      ...readBracketSums(statement),
      ...readOutcomes(statement),
      ...readOutcomeRates(statement),
      ...readSaidEfforts(statement),
      ...readEstimates(statement),
      ...readMentionedTests(statement),
    );
  }
  return claims.sort((a, b) => comparePlaces(a.place, b.place));
}
