import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditDocument } from '../../src/audit/audit.ts';
import { isShared, SHARED } from '../support/shared.ts';
import { findingsOf, lineOf, shippedBook } from './documents.ts';

const SEED = join(SHARED, 'seed');

/** What cannot be true in the original triage document. */
const EXPECTED = [
  '4 audit-count `5 flaky Data Storage integration tests`',
  '22 audit-stable `155/157`',
  '138 audit-share `65.3%`',
  '401 audit-strength `All tests pass consistently`',
  '409 audit-same `159/159`',
  '410 audit-same `159/159`',
  '470 audit-same `157/157`',
];

const isThere = isShared(SEED);

describe.runIf(isThere)('the original triage document', () => {
  const read = (name: string) => (isThere ? readFileSync(join(SEED, name), 'utf8') : '');
  const seed = read('triage-summary.md');

  it.each([
    ['alone', undefined],
    ['against the book that was made of it', shippedBook()],
  ])('contradicts itself in the known places and nowhere else, %s', (_, knowledge) => {
    expect(findingsOf(seed, knowledge)).toEqual(EXPECTED);
  });

  it('is read as well where its marks arrived as other letters', () => {
    expect(findingsOf(read('triage-summary.as-received.txt'))).toEqual(EXPECTED);
  });

  it('is quiet once the figures are the derived ones', () => {
    const mended = seed
      .replace('All 5 flaky', 'All 6 flaky')
      .replace('155/157 stable (98.7%)', '153/157 stable (97.5%)')
      .replace('65.3%', '62.5%')
      .replace('159/159 tests stable (100%)', '155/157 tests stable (98.7%)')
      .replace('159/159 tests stable (100%)', '157/157 tests stable (100%)')
      .replace('157/157 passing (100% with', '153/157 stable (97.5% with')
      .replace('All tests pass consistently', 'All tests passed');
    expect(findingsOf(mended)).toEqual([]);
    expect(findingsOf(mended, shippedBook())).toEqual([]);
  });

  it('explains itself with both values and their places', () => {
    const stable = auditDocument('seed.md', seed).findings.find((found) => lineOf(found) === EXPECTED[1]);
    expect(stable?.place).toEqual({ start: { line: 22, column: 25 }, end: { line: 22, column: 32 } });
    expect(stable?.reasoning?.join(' ')).toMatch(
      /`155\/157` \(line 22\), `DS-FLAKY-003a\/b` \(line 17\).*157 - 4 = 153/,
    );
    expect(stable?.related?.map(({ place }) => place.start.line)).toEqual([17, 18, 19]);
  });
});
