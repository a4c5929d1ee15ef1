import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkExample } from '../../scripts/rules/example-kinds.ts';
import type { Finding } from '../../src/core/finding.ts';
import { messageOf } from '../../src/rules/rules.ts';
import { assemble } from '../support/assemble.ts';
import {
  type BookExample,
  ISSUE_FILE,
  issueWith,
  issueWithTimeline,
  suiteWith,
} from '../support/example-book.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const SUITE_FILE = 'suites/data-storage.md';

export type Files = ReadonlyMap<string, Uint8Array>;

/** `line:column ruleId`, for one file; with the file's name in front for several. */
export function short({ place, ruleId }: Finding): string {
  return `${place.start.line}:${place.start.column} ${ruleId}`;
}

export function long(finding: Finding): string {
  return `${finding.file}:${short(finding)}`;
}

/** Findings of the sound book with some files laid over it. */
export function check(example: BookExample): string[] {
  return checkExample(example).map(long);
}

/** Findings of one issue with more front matter or a body, laid over the sound book. */
export function checkIssue(frontMatter: string, body = ''): string[] {
  return checkExample({ [ISSUE_FILE]: issueWith(frontMatter, body) }).map(short);
}

export function checkBody(body: string): string[] {
  return checkIssue('', body);
}

export function checkTimeline(timeline: string, frontMatter = ''): string[] {
  return checkExample({ [ISSUE_FILE]: issueWithTimeline(timeline, frontMatter) }).map(short);
}

export function checkSuite(frontMatter: string, body = ''): string[] {
  return checkExample({ [SUITE_FILE]: suiteWith(frontMatter, body) }).map(short);
}

/** The messages of the sound book with some files laid over it. */
export function messages(example: BookExample): string[] {
  return checkExample(example).map(messageOf);
}

export function readFolder(folder: string): Files {
  const top = join(ROOT, folder);
  const entries = readdirSync(top, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(top, path).split(sep).join('/'), readFileSync(path)];
    }),
  );
}

export function checkFiles(files: Files): Finding[] {
  return [...assemble(files).findings];
}
