import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkspace, type Workspace } from '../../src/host/open-workspace.ts';
import { renderPage } from '../../src/host/render-page.ts';
import { docsLinks } from '../../src/render/links.ts';
import { renderMarkdown } from '../../src/render/markdown.ts';
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
  const book = await workspace.open(result.asOf);
  for (const output of ['docs', 'site'] as const) {
    for (const spec of book.pages(output)) {
      book.digest(spec);
      const page = book.page(spec);
      pages[`${output}/${spec.route}`] =
        output === 'docs'
          ? renderMarkdown(page, docsLinks)
          : JSON.stringify(await renderPage(workspace.cache, page, '/'));
    }
  }
  book.save();
  return { findings, pages };
}
