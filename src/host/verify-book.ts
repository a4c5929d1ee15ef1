import { join } from 'node:path';
import type { When } from '../core/calendar.ts';
import type { Finding } from '../core/finding.ts';
import { MAX_RECORD_BYTES } from '../text/decode.ts';
import { codeFindings, isElsewhere } from '../verify/findings.ts';
import { verifySuite } from '../verify/verify.ts';
import type { VerifiedClaim } from '../verify/world.ts';
import { writeEvidence } from '../verify/write-evidence.ts';
import { openGitTree } from './git/git-tree.ts';
import { openSuite, type Workspace } from './open-workspace.ts';
import { createSources } from './source-of.ts';
import { UserError } from './user-error.ts';
import { refuseLink, writeWhole } from './write-file.ts';

/** What the records of a suite say, held against one commit. */
export interface Verified {
  readonly suite: string;
  /** The full id. */
  readonly commit: string;
  /** When the commit was put where it is. */
  readonly date: When;
  readonly isShallow: boolean;
  /** The tree has nothing of what the records say. */
  readonly isElsewhere: boolean;
  /** Where the project is, as the suite says. */
  readonly repository: string | undefined;
  readonly claims: readonly VerifiedClaim[];
  /** Titles of the records, by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** What is not there, or elsewhere, as findings in the records; the records are read again for their places. */
  findings(): Finding[];
}

/**
 * Call after a check found no error.
 * @param source a checkout or bare repository; read only.
 * @throws UserError when there is no such suite, repository or commit.
 */
export async function verifyBook(
  workspace: Workspace,
  asOf: When,
  { source, label, commit, suite }: { source: string; label: string; commit?: string; suite?: string },
): Promise<Verified> {
  const { book, id } = await openSuite(workspace, asOf, suite);
  const { snapshot } = book;
  const { kb } = snapshot;
  const reading = snapshot.suites.get(id);
  if (!reading) throw new UserError(`The book has no suite ${id} as of ${asOf}.`);
  const tree = openGitTree(source, commit, label);
  const records = [...reading.issues.map(({ issue }) => issue), ...kb.references.values(), reading.suite];
  const claims = verifySuite(snapshot, reading, (file) => book.now.body(file), tree);
  const fileOf = ({ kind, record }: VerifiedClaim) => {
    if (kind === 'reference') return kb.references.get(record)?.file;
    return kind === 'run' ? reading.suite.file : kb.issues.get(record)?.file;
  };
  return {
    suite: id,
    commit: tree.commit.id,
    date: tree.commit.committed,
    isShallow: tree.isShallow,
    isElsewhere: isElsewhere(claims),
    repository: reading.suite.source?.repository,
    claims,
    findings() {
      const sourceOf = createSources(workspace.content);
      return codeFindings(
        claims,
        tree.commit.id,
        (claim) => sourceOf(fileOf(claim) ?? ''),
        sourceOf(reading.suite.file),
      );
    },
    titles: new Map(records.map((record) => [record.id, record.title])),
  };
}

/**
 * Keeps a result as a file of the book, whole or not at all; the file of the check before is replaced.
 * @returns its path.
 */
export function keepEvidence({ content }: Workspace, verified: Verified): string {
  const folder = join(content, 'evidence');
  refuseLink(folder);
  const path = join(folder, `${verified.suite}.yaml`);
  const text = writeEvidence(verified);
  if (Buffer.byteLength(text) > MAX_RECORD_BYTES)
    throw new UserError(
      `Split the suite ${verified.suite}: its ${verified.claims.length} claims do not fit into one record, so nothing was saved.`,
    );
  writeWhole(path, text);
  return path;
}
