import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, tempFolder } from '../cli/run.ts';
import { createRepository } from './git.ts';

/** What `flakebook demo` writes, as a repository. */
export function demoRepository(more: Readonly<Record<string, string>> = {}): string {
  const folder = tempFolder();
  cpSync(join(ROOT, 'demo'), folder, { recursive: true });
  createRepository(folder).commit('2026-02-01T08:00:00Z', {
    '.gitignore': 'node_modules/\n',
    // As docs/run-history.md says first: without it, `ingest` offers the line.
    '.gitattributes': 'content/runs/**/runs.jsonl merge=union\n',
    ...more,
  });
  return folder;
}
