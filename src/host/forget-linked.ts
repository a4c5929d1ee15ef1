import type { When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import type { IssueLooks } from '../match/signatures/issue-looks.ts';
import { hasSameLooks } from '../match/signatures/same-looks.ts';
import type { Facts } from '../records/check/facts.ts';
import { hasSameLinks } from '../records/check/same-links.ts';

import type { Cache } from './cache.ts';
import type { FileRow } from './check-row.ts';

/** Where the findings are kept that need all files and are the same at every date. */
export const LINKED_KEY = 'linked';

const LOOKS = 'looks:';

/** Where the findings about signatures and names are kept. @param asOf absent where all runs count: at most dates. */
export function looksKey(asOf: When | undefined): string {
  return `${LOOKS}${asOf ?? ''}`;
}

const AUDIT = 'audit:';

/** Where the findings about prose that needs figures are kept. */
export function auditKey(asOf: When): string {
  return `${AUDIT}${asOf}`;
}

/** All that depends on what files declare, and on how failures look. */
const LINKED = `key = ? OR key LIKE '${LOOKS}%'`;

type KnownRow = Pick<FileRow, 'facts' | 'suite' | 'record' | 'claims' | 'looks' | 'seen'>;

/**
 * Watches a change of the content, to forget what it may have made untrue of the findings that need all files.
 * @param onlyChanges whether files changed and nothing else: none went, and the book is the same.
 */
export function watchLinked(
  cache: Cache,
  onlyChanges: boolean,
): {
  /** To be called for each changed file, before its row is written. */
  note(row: FileRow): void;
  /** To be called once, after all of them. */
  forget(): void;
} {
  const files = new Set<string>();
  let hasSame = { figures: onlyChanges, links: onlyChanges };
  return {
    note(row) {
      files.add(row.file);
      if (!hasSame.figures && !hasSame.links) return;
      const known = knownRow(cache, row.file);
      hasSame = {
        figures: hasSame.figures && known !== undefined && hasSameFigures(known, row),
        links: hasSame.links && known !== undefined && isLinkedAlike(known, row),
      };
    },
    forget() {
      cache.run("DELETE FROM meta WHERE key LIKE 'check:%'");
      if (!hasSame.figures) cache.run(`DELETE FROM meta WHERE key LIKE '${AUDIT}%'`);
      if (!hasSame.links || isTold(cache, files)) cache.run(`DELETE FROM meta WHERE ${LINKED}`, LINKED_KEY);
    },
  };
}

function knownRow(cache: Cache, file: string): KnownRow | undefined {
  return cache.get<KnownRow>(
    `SELECT facts, records.suite, record, claims, looks, seen FROM facts JOIN records USING (file)
      LEFT JOIN claims USING (file) LEFT JOIN looks USING (file) LEFT JOIN seen USING (file) WHERE file = ?`,
    file,
  );
}

/** Figures are derived from records alone. */
function hasSameFigures(known: KnownRow, row: FileRow): boolean {
  return known.record === row.record && known.suite === row.suite && known.claims === row.claims;
}

function isLinkedAlike(known: KnownRow, row: FileRow): boolean {
  const read = <Data>(json: string) => JSON.parse(json) as Data;
  if (known.seen !== row.seen) return false;
  // Names of tests are held against those of the rosters.
  if (row.kind === 'roster' && known.record !== row.record) return false;
  const hasLooks = known.looks !== null && row.looks !== null;
  if (
    hasLooks
      ? !hasSameLooks(read<IssueLooks>(known.looks), read<IssueLooks>(row.looks))
      : known.looks !== row.looks
  )
    return false;
  return hasSameLinks(read<Facts>(known.facts), read<Facts>(row.facts));
}

/** Whether a finding is about one of these files or names a place in it. */
function isTold(cache: Cache, files: ReadonlySet<string>): boolean {
  const linked = cache
    .all<{ value: string }>(`SELECT value FROM meta WHERE ${LINKED}`, LINKED_KEY)
    .flatMap(({ value }) => JSON.parse(value) as Finding[]);
  return linked.some(({ file, related = [] }) =>
    [file, ...related.map((other) => other.file)].some((one) => files.has(one)),
  );
}
