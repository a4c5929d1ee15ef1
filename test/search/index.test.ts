import { describe, expect, test } from 'vitest';
import { bareFrame } from '../../src/pages/frame.ts';
import { siteLinks } from '../../src/render/links.ts';
import { element, text } from '../../src/render/page.ts';
import type { SitePage } from '../../src/render/site-page.ts';
import { type FoundPage, SearchIndex } from '../../src/site/search/find-pages.ts';
import { indexedPage, indexFiles } from '../../src/site/search/index-files.ts';
import { searchedText } from '../../src/site/search/page-text.ts';

function page(route: string, title: string, status: string, ...paragraphs: readonly string[]): SitePage {
  const body = paragraphs.map((words) => element('p', {}, [words]));
  body.splice(1, 0, element('div', {}, [element('h2', { id: 'cause' }, ['Cause'])]));
  const headings = [{ depth: 2, slug: 'cause', text: 'Cause' }];
  const frame = bareFrame('Book', route);
  return { kind: 'issue', title, description: '', facets: { Status: [status] }, frame, body, headings };
}

const PAGES = [
  page(
    'issues/a-001',
    'A-001: Pagination Race',
    'Fixed',
    'Pages come twice.',
    'The cursor is paginated late.',
  ),
  page(
    'issues/a-002',
    'A-002: GracefulShutdown',
    'Open',
    'See A-001.',
    'Expected <float64>: 115 to be ≥ 150.',
  ),
  page(
    'issues/a-003',
    'A-003: 終了が遅い',
    'Open',
    'Déjà vu: the GitHub token ends.',
    'A cursor, a cursor, a cursor, a cursor.',
  ),
  { ...page('reports/x', 'Report of June', '', 'pagination', 'words'), kind: 'report', facets: {} } as const,
  { ...page('plan', 'Plan', '', 'pagination', 'words'), kind: 'index', facets: {} } as const,
];

function open(pages: readonly SitePage[] = PAGES): Promise<SearchIndex> {
  const indexed = new Map(pages.map((each) => [each.frame.route, indexedPage(each, searchedText(each))]));
  const files = indexFiles(indexed, siteLinks('/book/'), '/book/');
  for (const each of pages) {
    const texts = searchedText(each);
    const parts = (each.headings ?? []).map(({ slug, text: title, depth }) => ({
      title,
      level: depth,
      anchor: slug,
      text: texts?.get(slug),
    }));
    files.set(`${each.frame.route}.json`, JSON.stringify({ title: each.title, text: texts?.get(''), parts }));
  }
  return SearchIndex.open(async (path) => JSON.parse(files.get(path) ?? ''));
}

async function find(words: string, filters = new Map<string, string[]>()): Promise<FoundPage[]> {
  const { pages } = await (await open()).search(words, filters);
  return Promise.all(pages.map((found) => found.load()));
}

const ids = (found: readonly FoundPage[]) => found.map(({ url }) => url.split('/')[1]);
const marked = (found: FoundPage | undefined) =>
  [found?.intro ?? [], ...(found?.parts.map(({ excerpt }) => excerpt) ?? [])]
    .flat()
    .filter(({ isFound }) => isFound)
    .map((piece) => piece.text);

describe('the index of the search', () => {
  test.each([
    ['a word in another case', 'CURSOR', ['a-003', 'a-001']],
    ['another form of a word', 'pagination', ['a-001']],
    ['the beginning of a word', 'pagi', ['a-001']],
    ['each of several words', 'cursor token', ['a-003']],
    ['an id, where it stands in a title first', 'A-001', ['a-001', 'a-002']],
    ['a part of a name of code, and the whole', 'shutdown', ['a-002']],
    ['a name of code in small letters', 'github', ['a-003']],
    ['letters and digits', 'float64', ['a-002']],
    ['accents left out', 'deja', ['a-003']],
    ['signs of a script without spaces', '終了', ['a-003']],
    ['a report by its title', 'june', ['x']],
    ['no page of words that none has', 'cursor nothing', []],
    ['no word that only begins with two letters', 'cu', []],
    ['no page of signs alone', '!?', []],
  ])('finds %s', async (_, words, expected) => {
    expect(ids(await find(words))).toEqual(expected);
  });

  test('finds no list, and a report not by its text', async () => {
    expect(ids(await find('words'))).toEqual([]);
  });

  test('shows the parts that say it, with the words marked as they stand there', async () => {
    const [found] = await find('float64');
    expect(found?.parts).toMatchObject([{ title: 'Cause', url: 'issues/a-002/#cause' }]);
    expect(found?.parts[0]?.excerpt.map((piece) => piece.text).join('')).toBe(
      'Expected <float64>: 115 to be ≥ 150.',
    );
    expect(marked(found)).toEqual(['float64']);
    expect(marked((await find('pagination'))[0])).toEqual(['paginated']);
    expect((await find('race'))[0]?.intro?.map((piece) => piece.text).join('')).toBe('Pages come twice.');
  });

  test('cuts a long text around the words that are found', async () => {
    const long = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`;
    const index = await open([page('issues/long', 'Long', 'Open', long, '')]);
    const [only] = (await index.search('needle', new Map())).pages;
    const shown = (await only?.load())?.intro?.map((piece) => piece.text).join('') ?? '';
    expect(shown).toMatch(/^… before .*needle after .*after …$/);
    expect(shown.length).toBeLessThan(260);
  });

  test('counts the pages of each facet, and keeps to those that are chosen', async () => {
    const index = await open();
    expect([...(index.facets().get('Status') ?? [])]).toEqual([
      ['Fixed', 1],
      ['Open', 2],
    ]);
    const chosen = await index.search('', new Map([['Status', ['Open']]]));
    expect(chosen.pages).toHaveLength(2);
    expect([...(chosen.counts.get('Status') ?? [])]).toEqual([
      ['Fixed', 0],
      ['Open', 2],
    ]);
    expect(ids(await find('cursor', new Map([['Status', ['Open', 'Fixed']]])))).toEqual(['a-003', 'a-001']);
    expect(ids(await find('cursor', new Map([['Status', ['Fixed']]])))).toEqual(['a-001']);
  });

  test('leaves out what stands on a page twice, and parts words of two blocks', () => {
    const body = [
      element('p', {}, ['one', element('em', {}, ['two'])]),
      element('table', {}, [
        element('thead', {}, [text('head')]),
        element('td', {}, ['three']),
        element('td', {}, ['four']),
      ]),
      element('div', { dataPagefindIgnore: '' }, ['again']),
    ];
    const texts = searchedText({ ...page('issues/x', 'X', 'Open'), body, headings: [] });
    expect([...(texts ?? [])]).toEqual([['', 'onetwo three four']]);
  });
});
