import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortHash } from '../../src/core/text.ts';
import { causeState, checkMark } from '../../src/pages/blocks/code-checks.ts';
import { type Inlines, inlines } from '../../src/pages/blocks/tree.ts';
import { DEFAULT_BOOK } from '../../src/records/book/book.ts';
import { parseSource } from '../../src/records/check/parse-source.ts';
import {
  CHECK_OUTCOMES,
  type CodeCheck,
  type Evidence,
  ISSUE_CLAIMS,
} from '../../src/records/evidence/evidence.ts';
import { readRecord } from '../../src/records/fields/read-record.ts';
import { writeEvidence } from '../../src/verify/write-evidence.ts';
import { buildBase, buildIssue } from '../asof/build.ts';
import { check } from '../records/book.ts';
import { bookAt } from '../support/book.ts';

const COMMIT = 'abcdef0123456789'.padEnd(40, '0');

function readBack(text: string) {
  const source = parseSource('evidence/shop.yaml', new TextEncoder().encode(text));
  const { record, findings } = readRecord(source, DEFAULT_BOOK);
  return { record, findings: [...source.findings, ...findings] };
}

const anyText = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.isWellFormed());
const word = fc.constantFrom(
  'a',
  'fixed 2026-01-04',
  '"',
  "it's: # {x}",
  'yes',
  '1e3',
  '-rf',
  '  ',
  '\u2028',
);
const anyWords = fc.oneof(anyText, word);
const claim = fc.record(
  {
    record: fc.constantFrom('SHOP-1', 'SHOP-2'),
    kind: fc.constantFrom(...ISSUE_CLAIMS),
    of: anyWords,
    what: anyWords,
    digest: anyWords,
    outcome: fc.constantFrom(...CHECK_OUTCOMES),
    to: anyWords,
    why: anyWords,
  },
  { requiredKeys: ['record', 'kind', 'what', 'outcome', 'to'] },
);

describe('a kept result', () => {
  test('is read back as it was, whatever the records say', () => {
    fc.assert(
      fc.property(fc.array(claim), (claims) => {
        const grouped = [...Map.groupBy(claims as CodeCheck[], ({ record }) => record).values()].flat();
        const { record, findings } = readBack(
          writeEvidence({ commit: COMMIT, date: '2026-01-04T10:00:00Z', claims: grouped }),
        );
        expect(findings).toEqual([]);
        expect((record as Evidence).claims).toEqual(grouped);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['commit: abc', 'commit: "abc"\ndate: 2026-01-04\n', ['1:9 wrong-form']],
    ['no date', `commit: ${COMMIT}\n`, ['1:1 missing-key']],
    [
      'a claim that moved nowhere',
      `commit: ${COMMIT}\ndate: 2026-01-04\nruns:\n  - { of: x, what: y, outcome: moved }\n`,
      ['4:5 missing-key'],
    ],
    [
      'an outcome that is none',
      `commit: ${COMMIT}\ndate: 2026-01-04\nruns:\n  - { of: x, what: y, outcome: missing }\n`,
      ['4:32 unknown-value'],
    ],
    [
      'records that the book does not have',
      `commit: ${COMMIT}\ndate: 2026-01-04\nissues:\n  DS-FLAKY-001: []\n  DS-FLAKY-099:\n    - { kind: name, what: x, outcome: confirmed }\nreferences:\n  gone:\n    - { what: x, outcome: confirmed }\n`,
      ['5:3 dangling-id', '8:3 dangling-id'],
    ],
  ])('has findings: %s', (_, text, findings) => {
    expect(check({ 'evidence/data-storage.yaml': text })).toEqual(
      findings.map((finding) => `evidence/data-storage.yaml:${finding}`),
    );
  });

  test('belongs to a suite, and names of tests in it are nobody’s links', () => {
    const text = `commit: ${COMMIT}\ndate: 2026-01-04\nissues:\n  DS-FLAKY-001:\n    - { kind: name, what: "DS-FLAKY-099 x", outcome: confirmed }\n`;
    expect(check({ 'evidence/data-storage.yaml': text })).toEqual([]);
    expect(check({ 'evidence/other.yaml': text })).toEqual(['evidence/other.yaml:1:1 dangling-id']);
  });
});

describe('marks', () => {
  const issue = buildIssue('SHOP-1');
  function contextWith(claims: readonly Partial<CodeCheck>[], asOf = '2026-01-09') {
    const evidence: Evidence = {
      kind: 'evidence',
      id: 'data-storage',
      file: 'evidence/data-storage.yaml',
      commit: COMMIT,
      date: '2026-01-08',
      claims: claims.map((part) => ({
        record: 'SHOP-1',
        kind: 'snippet',
        what: 'x',
        outcome: 'confirmed',
        ...part,
      })),
    };
    const base = { ...buildBase([issue]), evidence: new Map([['data-storage', evidence]]) };
    return bookAt({ kb: base }, asOf);
  }
  const words = (content: Inlines) =>
    inlines(content)
      .map((node) => ('label' in node ? `[${node.label}]` : 'value' in node ? node.value : ''))
      .join('');

  test('say the outcome, the commit, and where it is instead', () => {
    const context = contextWith([
      { digest: shortHash('x := 1'), outcome: 'not-found', why: 'no file has `x := 1`' },
      { kind: 'location', of: 'a', what: 'a.go:1', outcome: 'moved', to: 'b.go:2' },
      {
        kind: 'commit',
        of: 'fixed 2026-01-05',
        what: 'abc',
        outcome: 'moved',
        to: '2026-01-06',
        why: 'of the 6th',
      },
    ]);
    expect(words(checkMark(context, issue, { kind: 'snippet', digest: shortHash('x := 1') }))).toBe(
      '[Not found at abcdef012]: no file has x := 1',
    );
    expect(words(checkMark(context, issue, { kind: 'location', of: 'a', what: 'a.go:1' }))).toBe(
      '[Moved at abcdef012] to b.go:2',
    );
    expect(words(checkMark(context, issue, { kind: 'commit', of: 'fixed 2026-01-05', what: 'abc' }))).toBe(
      '[Different date at abcdef012]: of the 6th',
    );
  });

  test('do not stand by a claim that is another one now, nor before the commit', () => {
    const claims = [{ kind: 'location' as const, of: 'a', what: 'a.go:1' }];
    expect(checkMark(contextWith(claims), issue, { kind: 'location', of: 'a', what: 'a.go:2' })).toEqual([]);
    expect(contextWith(claims).issueEvidence(issue.id)).toBeDefined();
    expect(contextWith(claims, '2026-01-07').issueEvidence(issue.id)).toBeUndefined();
  });

  test.each<[string, Partial<CodeCheck>[], string]>([
    ['nothing was checked', [], '[Supported]'],
    ['the code is there', [{}], '[Supported], evidence confirmed at abcdef012'],
    ['the code is not', [{}, { outcome: 'not-found' }], '[Claimed, evidence not found at abcdef012]'],
    [
      'the place is not',
      [{ kind: 'location', outcome: 'not-found' }],
      '[Claimed, evidence not found at abcdef012]',
    ],
    ['the code is fixed', [{ outcome: 'not-checkable' }], '[Supported]'],
    ['a document is gone', [{ kind: 'reference', of: 'x', outcome: 'not-found' }], '[Supported]'],
  ])('of a supported cause: %s', (_, claims, shown) => {
    expect(words(causeState(contextWith(claims), issue, 'supported'))).toBe(shown);
  });

  test('leave a refuted cause alone', () => {
    expect(words(causeState(contextWith([{ outcome: 'not-found' }]), issue, 'refuted'))).toBe('[Refuted]');
  });
});
