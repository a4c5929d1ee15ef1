import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { compareText, type Finding } from '../model/finding.ts';
import { FILE_START } from '../model/place.ts';

/** A file of the content folder with what tells, without reading it, whether it changed. */
export interface ContentFile {
  /** Relative to the content folder, with forward slashes. */
  readonly file: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface ContentListing {
  /** In code point order. */
  readonly files: readonly ContentFile[];
  /** What could not be looked at. */
  readonly findings: readonly Finding[];
}

/** Lists a content folder and the folders in it. Symbolic links are followed within the folder and never out of it. */
export function listContent(folder: string): ContentListing {
  const root = realpathSync(folder);
  const files: ContentFile[] = [];
  const findings: Finding[] = [];
  const visit = (relative: string, depth: number): void => {
    for (const entry of readdirSync(join(root, relative), { withFileTypes: true })) {
      // Hidden files are an editor's or git's, not records.
      if (entry.name.startsWith('.')) continue;
      const file = relative === '' ? entry.name : `${relative}/${entry.name}`;
      const stats = inspect(root, file, entry.isSymbolicLink(), findings);
      if (!stats) continue;
      if (stats.isDirectory()) {
        if (depth < MAX_DEPTH) visit(file, depth + 1);
      } else if (stats.isFile()) files.push({ file, size: stats.size, mtimeMs: stats.mtimeMs });
      else findings.push({ ruleId: 'unreadable-file', file, place: FILE_START, args: { reason: 'it is neither a file nor a folder' } });
    }
  };
  visit('', 0);
  return { files: files.sort((a, b) => compareText(a.file, b.file)), findings };
}

/** Records lie one folder deep; deeper files are listed only to say that they are in the wrong place. */
const MAX_DEPTH = 4;

function inspect(root: string, file: string, isLink: boolean, findings: Finding[]): Stats | undefined {
  const path = join(root, file);
  try {
    if (!isLink) return lstatSync(path);
    const target = realpathSync(path);
    if (target !== root && !target.startsWith(root + sep)) {
      findings.push({ ruleId: 'outside-link', file, place: FILE_START, args: {} });
      return undefined;
    }
    // A link to a folder could lead round in circles; records are files.
    const stats = statSync(target);
    return stats.isFile() ? stats : undefined;
  } catch (error) {
    findings.push({ ruleId: 'unreadable-file', file, place: FILE_START, args: { reason: reasonOf(error) } });
    return undefined;
  }
}

/** The bytes of a file, or the finding that says why there are none. */
export function readContent(folder: string, file: string): Uint8Array | Finding {
  try {
    return readFileSync(join(folder, file));
  } catch (error) {
    return { ruleId: 'unreadable-file', file, place: FILE_START, args: { reason: reasonOf(error) } };
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'its target does not exist',
  ELOOP: 'its links go round in circles',
  EISDIR: 'it is a folder',
};

export function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code ?? '';
  return REASONS[code] ?? (code || 'unknown error');
}
