import { createHash } from 'node:crypto';
import { createContext } from '../compose/context.ts';
import { type DocumentPlan, planDocuments, planReport } from '../compose/plan-documents.ts';
import { readAsOf } from '../derive/read-as-of.ts';
import type { Snapshot } from '../derive/snapshot.ts';
import type { Document, Route } from '../model/document.ts';
import type { When } from '../model/issue.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { codeBlocksOf } from '../render/code-blocks.ts';
import type { Highlighter } from '../render/highlight.ts';
import type { HighlightCache } from '../render/highlight-cache.ts';
import type { RenderedHtml } from '../render/html.ts';
import { docsLinks, siteLinks } from '../render/links.ts';
import { renderMarkdown } from '../render/markdown.ts';
import { suggest } from '../schema/suggest.ts';
import type { Cache } from './cache.ts';
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

/** Reads the whole book. Call after `check` found no error. */
export async function readBook(workspace: Workspace, asOf: When): Promise<ReadBook> {
  const kb = await workspace.load();
  const snapshot = readAsOf(kb, asOf);
  return openBook(workspace, snapshot, planDocuments(snapshot));
}

/**
 * Reads what the report of one suite needs.
 * @throws Failure when the book has no such suite.
 */
export async function readReport(
  workspace: Workspace,
  asOf: When,
  suite: string | undefined,
): Promise<{ book: ReadBook; plan: DocumentPlan }> {
  const shared = await workspace.load('');
  const id = chooseSuite(shared, suite);
  const snapshot = readAsOf(await workspace.load(id), asOf);
  const reading = snapshot.suites.get(id);
  if (!reading) throw new Failure(`The suite ${id} is not in the book as of ${asOf}.`);
  const plan = planReport(createContext(snapshot), reading);
  return { book: openBook(workspace, snapshot, [plan]), plan };
}

function chooseSuite(kb: KnowledgeBase, suite: string | undefined): string {
  const ids = [...kb.suites.keys()];
  const known = ids.length === 0 ? 'the book has no suite yet' : `the book has ${ids.join(', ')}`;
  if (suite !== undefined) {
    const near = suggest(suite, ids);
    if (!kb.suites.has(suite))
      throw new Failure(
        `There is no suite \`${suite}\`${near ? `, did you mean \`${near}\`?` : `: ${known}.`}`,
      );
    return suite;
  }
  const [only, ...more] = ids;
  if (only === undefined) throw new Failure(`There is nothing to report: ${known}; add one under suites/.`);
  if (more.length > 0) throw new Failure(`Which suite? Name one with --suite: ${known}.`);
  return only;
}

function openBook(workspace: Workspace, snapshot: Snapshot, plans: readonly DocumentPlan[]): ReadBook {
  const { cache, bodies } = workspace;
  const byRoute = new Map(plans.map((plan) => [plan.entry.route, plan]));
  const digestPart = createPartDigest(workspace, snapshot);
  const digests = new Map<Route, string>();
  const digest = (plan: DocumentPlan): string => {
    const { route } = plan.entry;
    const known = digests.get(route);
    if (known !== undefined) return known;
    const parts = [
      JSON.stringify(plan.entry),
      ...plan.inputs.map(digestPart),
      ...plan.bodies.map((file) => workspace.bodyDigest(file)),
    ];
    const value = sha1(parts.join('\n'));
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
  const keep = (output: string, plan: DocumentPlan, value: string): void =>
    cache.run(
      'INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)',
      output,
      plan.entry.route,
      digest(plan),
      value,
    );
  return {
    snapshot,
    plans,
    plan: (route) => byRoute.get(route),
    digest,
    markdown(plan) {
      const known = cached('docs', plan);
      if (known !== undefined) return known;
      const markdown = renderMarkdown(plan.compose(bodies), docsLinks);
      keep('docs', plan, markdown);
      return markdown;
    },
    async html(plan, base) {
      const output = `site:${base}`;
      const known = cached(output, plan);
      if (known !== undefined) return JSON.parse(known) as RenderedHtml;
      const rendered = await renderPage(workspace, plan.compose(bodies), base);
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
  shared.set(
    snapshot,
    sha1(`${snapshot.asOf.text}\n${files.map(({ file, digest }) => `${file}\0${digest}`).join('\n')}`),
  );
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
  const [{ renderHtml }, { createHighlighter }] = await Promise.all([
    import('../render/html.ts'),
    import('../render/highlight.ts'),
  ]);
  const highlighter = highlighters.get(cache) ?? createHighlighter({ cache: blocksIn(cache) });
  highlighters.set(cache, highlighter);
  await highlighter.prepare(codeBlocksOf(document.root));
  return renderHtml(document, siteLinks(base), highlighter);
}

function blocksIn(cache: Cache): HighlightCache {
  return {
    get: (key) => cache.get<{ value: string }>('SELECT value FROM blocks WHERE key = ?', sha1(key))?.value,
    set: (key, value) => cache.run('INSERT OR REPLACE INTO blocks VALUES (?, ?)', sha1(key), value),
  };
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
