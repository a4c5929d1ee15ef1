import { createHash } from 'node:crypto';
import { makeAsOf } from '../asof/as-of.ts';
import { readAsOf } from '../asof/read-as-of.ts';
import type { Snapshot } from '../asof/snapshot.ts';
import type { When } from '../core/calendar.ts';
import type { Document, Route } from '../pages/document.ts';
import { createHistory, type History } from '../pages/history.ts';
import { type DocumentPlan, planArchive, planDocuments, planReport } from '../pages/plan-documents.ts';
import { type Seal, sealReport } from '../pages/report/seal.ts';

import type { KnowledgeBase } from '../records/knowledge-base.ts';
import { readRunPath } from '../records/runs/run-lines.ts';
import { codeBlocksOf } from '../render/code-blocks.ts';
import type { Highlighter } from '../render/highlight.ts';
import type { HighlightCache } from '../render/highlight-cache.ts';
import type { RenderedHtml } from '../render/html.ts';
import { docsLinks, siteLinks } from '../render/links.ts';
import { renderMarkdown } from '../render/markdown.ts';
import type { Cache } from './cache.ts';
import { chooseAmong } from './choose-suite.ts';
import { Failure } from './failure.ts';
import type { Workspace } from './open-workspace.ts';

/** A book as of a date, its pages planned; a page is composed and rendered when it is asked for, and then kept. */
export interface ReadBook {
  readonly snapshot: Snapshot;
  readonly plans: readonly DocumentPlan[];
  plan(route: Route): DocumentPlan | undefined;
  /** Changes whenever what the page shows does. */
  digest(plan: DocumentPlan): string;
  markdown(plan: DocumentPlan): string;
  /** @param base the path that the site is served under, such as `/flakes/`. */
  html(plan: DocumentPlan, base: string): Promise<RenderedHtml>;
}

/** Which pages to plan: the docs have one of each, the site the book at each date that had a report too. */
export type Pages = 'docs' | 'site';

/** Reads the whole book. Call after `check` found no error. */
export async function readBook(workspace: Workspace, asOf: When, pages: Pages = 'docs'): Promise<ReadBook> {
  const kb = await workspace.load();
  const snapshot = readAsOf(kb, asOf);
  const history = historyOf(snapshot);
  const isSite = pages === 'site';
  const plans = planDocuments(snapshot, history, isSite);
  return openBook(workspace, snapshot, isSite ? [...plans, ...planArchive(history, kb)] : plans);
}

function historyOf(snapshot: Snapshot, more: readonly When[] = []): History {
  const { kb } = snapshot;
  const dates = [...new Set([...kb.book.reports, ...more])].map((date) => makeAsOf(kb.book, date));
  return createHistory(snapshot, dates, (date) => readAsOf(kb, date));
}

/**
 * Reads what the report of one suite needs.
 * @throws Failure when the book has no such suite.
 */
export async function readReport(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
  since?: When,
): Promise<{ book: ReadBook; plan: DocumentPlan; seal: Seal }> {
  const shared = await workspace.load('');
  const id = chooseSuite(shared, suite);
  const snapshot = readAsOf(await workspace.load(id), asOf);
  const reading = snapshot.suites.get(id);
  if (!reading) throw new Failure(`The suite ${id} is not in the book as of ${asOf}.`);
  if (since !== undefined && makeAsOf(shared.book, since).instantMs >= snapshot.asOf.instantMs) {
    throw new Failure(`--since ${since} does not lie before ${asOf}: name the date of an earlier report.`);
  }
  const history = historyOf(snapshot, since === undefined ? [] : [since]);
  const plan = planReport(history, snapshot.kb, reading.suite, asOf, {
    since: since ?? history.before(asOf),
  });
  const seal = sealReport(history.contextAt(asOf), reading, workspace.bodies, digestData);
  return { book: openBook(workspace, snapshot, [plan]), plan, seal };
}

export function chooseSuite(kb: KnowledgeBase, suite: string | undefined): string {
  return chooseAmong([...kb.suites.keys()], suite);
}

function openBook(workspace: Workspace, snapshot: Snapshot, plans: readonly DocumentPlan[]): ReadBook {
  const { cache, bodies } = workspace;
  const byRoute = new Map(plans.map((plan) => [plan.entry.route, plan]));
  const digestPart = createPartDigest(workspace, snapshot);
  const digests = new Map<Route, string>();
  const bodyDigests = new Map<Route, string>();
  const digestBodies = (plan: DocumentPlan): string =>
    sha1(plan.bodies.map((file) => workspace.bodyDigest(file)).join('\n'));
  const digest = (plan: DocumentPlan): string => {
    const { route } = plan.entry;
    const known = digests.get(route);
    if (known !== undefined) return known;
    const bodyDigest = digestBodies(plan);
    bodyDigests.set(route, bodyDigest);
    const value = sha1([JSON.stringify(plan.entry), ...plan.inputs.map(digestPart), bodyDigest].join('\n'));
    digests.set(route, value);
    return value;
  };
  const cached = (output: string, plan: DocumentPlan): string | undefined => {
    const row = cache.get<{ key: string; value: string }>(
      'SELECT key, value FROM pages WHERE output = ? AND route = ?',
      output,
      plan.entry.route,
    );
    return row?.key === digest(plan) ? row.value : undefined;
  };
  const keep = (output: string, plan: DocumentPlan, value: string): void => {
    // Another process may have checked newer bodies in meanwhile: what was composed from them has another digest.
    if (digestBodies(plan) !== bodyDigests.get(plan.entry.route)) return;
    cache.run(
      'INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)',
      output,
      plan.entry.route,
      digest(plan),
      value,
    );
  };
  return {
    snapshot,
    plans,
    plan: (route) => byRoute.get(route),
    digest,
    markdown(plan) {
      const known = cached('docs', plan);
      if (known !== undefined) return known;
      const markdown = renderMarkdown(plan.compose(bodies, digestData), docsLinks);
      keep('docs', plan, markdown);
      return markdown;
    },
    async html(plan, base) {
      const output = `site:${base}`;
      const known = cached(output, plan);
      if (known !== undefined) return JSON.parse(known) as RenderedHtml;
      const rendered = await renderPage(workspace, plan.compose(bodies, digestData), base);
      keep(output, plan, JSON.stringify(rendered));
      return rendered;
    },
  };
}

/** Digests a part of a page's inputs; parts that many pages share once. */
function createPartDigest({ cache }: Workspace, snapshot: Snapshot): (part: unknown) => string {
  const shared = new WeakMap<object, string>();
  // The whole book: the digests of its files say the same as its records, and are at hand.
  const files = cache.all<{ file: string; digest: string }>('SELECT file, digest FROM files ORDER BY file');
  const digestFiles = (some: typeof files) =>
    sha1(some.map(({ file, digest }) => `${file}\0${digest}`).join('\n'));
  shared.set(snapshot.kb, digestFiles(files));
  // A run history has more bytes than all else: what is true of the book is true of it, too.
  for (const [suite, history] of snapshot.kb.runs)
    shared.set(history, digestFiles(files.filter(({ file }) => readRunPath(file)?.suite === suite)));
  return (part) => {
    if (typeof part !== 'object' || part === null) return JSON.stringify(part) ?? '';
    let value = shared.get(part);
    if (value === undefined) {
      value = sha1(JSON.stringify(part));
      shared.set(part, value);
    }
    return value;
  };
}

/** One for each cache, in which it keeps the blocks that it has highlighted. */
const highlighters = new WeakMap<Cache, Highlighter>();

/** The HTML renderer and the highlighter are loaded for the first page that the cache does not hold. */
async function renderPage({ cache }: Workspace, document: Document, base: string): Promise<RenderedHtml> {
  const [{ renderHtml }, { createHighlighter }, { loadRateDrawer }] = await Promise.all([
    import('../render/html.ts'),
    import('../render/highlight.ts'),
    import('../render/charts/load-rate-drawer.ts'),
  ]);
  const highlighter = highlighters.get(cache) ?? createHighlighter({ cache: blocksIn(cache) });
  highlighters.set(cache, highlighter);
  await highlighter.prepare(codeBlocksOf(document.root));
  return renderHtml(document, siteLinks(base), highlighter, await loadRateDrawer(document.root));
}

function blocksIn(cache: Cache): HighlightCache {
  return {
    get: (key) => cache.get<{ value: string }>('SELECT value FROM blocks WHERE key = ?', sha1(key))?.value,
    set: (key, value) => cache.run('INSERT OR REPLACE INTO blocks VALUES (?, ?)', sha1(key), value),
  };
}

/** Digests plain data, for seals and cache keys. */
export function digestData(data: unknown): string {
  return sha1(JSON.stringify(data));
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
