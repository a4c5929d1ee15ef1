import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkspace, type Workspace } from '../../src/host/open-workspace.ts';
import { readBook } from '../../src/host/read-book.ts';
import { severityOf } from '../../src/rules/rules.ts';

/** Removes the folder after the work. `node_modules` in it keeps the cache in it too. */
export async function inTempFolder<Result>(
  work: (folder: string) => Promise<Result> | Result,
): Promise<Result> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'flakebook-test-')));
  mkdirSync(join(folder, 'node_modules'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** All that a book says: its findings, and where it has no error all pages in both outputs. */
export interface Reading {
  readonly findings: readonly string[];
  readonly pages: Readonly<Record<string, string>>;
}

/** Reads a book anew, as another start of the program would. */
export async function readWith(
  content: string,
  openCache?: Parameters<typeof openWorkspace>[1],
  asOf?: string,
): Promise<Reading> {
  const workspace = openWorkspace(content, openCache);
  try {
    return await readAll(workspace, asOf);
  } finally {
    workspace.close();
  }
}

async function readAll(workspace: Workspace, asOf?: string): Promise<Reading> {
  const result = await workspace.check(asOf);
  const findings = result.findings.map((finding) => JSON.stringify(finding));
  const pages: Record<string, string> = { 'as of': result.asOf };
  if (result.findings.some((finding) => severityOf(finding) === 'error')) return { findings, pages };
  const book = await readBook(workspace, result.asOf);
  for (const plan of book.plans) {
    pages[`docs/${plan.entry.route}`] = book.markdown(plan);
    pages[`site/${plan.entry.route}`] = JSON.stringify(await book.html(plan, '/'));
  }
  return { findings, pages };
}
