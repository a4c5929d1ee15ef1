import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));

/** The house, floor by floor. Imports lead downwards, or stay in their folder. */
const FLOORS = [
  ['core'],
  ['text', 'store'],
  ['records'],
  ['runs'],
  ['asof'],
  ['match', 'verify', 'audit', 'quarantine'],
  ['confirm', 'detect'],
  ['rules'],
  ['pages'],
  ['render'],
  ['host', 'print'],
  ['site', 'index.ts'],
  ['cli'],
];

/** Who may import which package. `tree` packages are plain functions over syntax trees: any folder below the world may. */
const LANDLORDS: Readonly<Record<string, string>> = {
  'gray-matter': 'text',
  yaml: 'text',
  unified: 'text',
  'remark-parse': 'text',
  'remark-gfm': 'text',
  saxes: 'runs',
  zod: 'records',
  re2js: 'records',
  'fastest-levenshtein': 'records',
  'temporal-polyfill': 'core',
  diff: 'render',
  'highlight.js': 'render',
  'mdast-util-to-markdown': 'render',
  'mdast-util-to-hast': 'render',
  'property-information': 'render',
  'mdast-util-gfm': 'render',
  'mdast-util-gfm-table': 'render',
  'mdast-util-gfm-task-list-item': 'render',
  hast: 'render',
  tinypool: 'host',
  yauzl: 'host',
  'fast-string-width': 'print',
  sarif: 'print',
  commander: 'cli',
  astro: 'site',
  '@astrojs/starlight': 'site',
  stemmer: 'site',
  '@fontsource-variable/source-sans-3': 'site',
  mdast: 'tree',
  unist: 'tree',
  'mdast-util-to-string': 'tree',
  'github-slugger': 'tree',
};

/** Floors that may touch the world: files, processes, the clock. */
const WORLD = FLOORS.findIndex((floor) => floor.includes('host'));

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly specifier: string;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.(?:ts|mjs|astro)$/.test(name) && !name.endsWith('.d.ts'))
  .sort();
const texts = new Map(files.map((file) => [file, withoutComments(readFileSync(join(SOURCE, file), 'utf8'))]));
const imports = files.flatMap((file): Import[] => {
  const found = (texts.get(file) ?? '').matchAll(
    /(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\1/g,
  );
  return [...found].map(([, , specifier = '']) => ({ file, folder: folderOf(file), specifier }));
});

/** They read what other programs say; the last one only asks whether there are colours. */
const CHILDREN = ['host/git/git.ts', 'host/run-astro.ts', 'site/integration.ts'];
/** One for each medium. */
const PAGES = ['render/write-html.ts', 'site/data-files.ts', 'site/elements.ts'];
const MEDIA = ['print/github.ts', 'print/lines.ts', 'print/terminal.ts', 'render/markdown.ts'];
/** It measures a line before the printer of findings has it. */
const FRAMES = ['print/code-frame.ts'];

describe('the house', () => {
  test('has a floor for every folder', () => {
    expect(files.filter((file) => floorOf(folderOf(file)) === -1)).toEqual([]);
  });

  test('has imports to look at', () => {
    expect(imports.length).toBeGreaterThan(300);
    expect(imports).toContainEqual({
      file: 'cli/session.ts',
      folder: 'cli',
      specifier: '../print/findings.ts',
    });
  });

  test('is climbed downwards only', () => {
    const climbing = imports.flatMap(({ file, folder, specifier }) => {
      if (!specifier.startsWith('.')) return [];
      const target = folderOf(new URL(specifier, `file:///${file}`).pathname.slice(1));
      const isDown = floorOf(target) < floorOf(folder);
      return target === folder || isDown ? [] : [`${file} -> ${specifier}`];
    });
    expect(climbing).toEqual([]);
  });

  test('has one landlord for each package', () => {
    const strange = imports.flatMap(({ file, folder, specifier }) => {
      if (/^(?:\.|node:|astro:|virtual:)/.test(specifier)) return [];
      const landlord = LANDLORDS[packageOf(specifier)];
      const mayUse = landlord === folder || (landlord === 'tree' && floorOf(folder) < WORLD);
      return mayUse ? [] : [`${file} -> ${specifier}`];
    });
    expect(strange).toEqual([]);
  });

  test('lists no landlord without a tenant', () => {
    const used = new Set(imports.map(({ specifier }) => packageOf(specifier)));
    const idle = Object.keys(LANDLORDS).filter((name) => !used.has(name));
    expect(idle).toEqual([]);
  });

  test('touches the world on its upper floors only', () => {
    const touching = imports.filter(
      ({ folder, specifier }) => specifier.startsWith('node:') && floorOf(folder) < WORLD,
    );
    expect(touching).toEqual([]);
  });

  test.each([
    'process.',
    'console.',
    'globalThis',
    'Date.now',
    'new Date(',
    'Math.random',
    'performance.',
    'setTimeout',
    'fetch(',
  ])('has no `%s` below', (name) => {
    const pattern = new RegExp(`(?<![\\w.'"\`])${name.replace(/[.(]/g, '\\$&')}`);
    const below = files.filter((file) => floorOf(folderOf(file)) < WORLD);
    expect(below.filter((file) => pattern.test(texts.get(file) ?? ''))).toEqual([]);
  });

  test.each(['process.', 'console.'])('has no `%s` in a command, whose world is handed in', (name) => {
    const commands = files.filter((file) => folderOf(file) === 'cli');
    expect(commands.length).toBeGreaterThan(10);
    expect(commands.filter((file) => texts.get(file)?.includes(name))).toEqual([]);
  });

  test('rolls dice nowhere', () => {
    expect(files.filter((file) => /Math\.random|randomUUID|randomBytes/.test(texts.get(file) ?? ''))).toEqual(
      [],
    );
  });
});

describe('the doors', () => {
  test.each([
    // What each may do, and who does it: nobody else. In a browser, the console is the place to say what broke.
    ['say something', /\bconsole\.|\bstd(?:out|err)\.write\(/, ['site/search/search.ts']],
    // An event of Rust's has a key of that name.
    [
      'have a stream to say something on',
      /\bstd(?:out|err)\b/,
      ['cli/io.ts', 'runs/read/lines/libtest.ts', ...CHILDREN],
    ],
    ['open a door', /\bnew Terminal\(/, ['cli/io.ts']],
    ['give words a style', /\bstyleText\b/, ['print/lines.ts']],
    ['paint lines', /\bpaint\(/, ['print/lines.ts', 'print/terminal.ts', 'site/integration.ts']],
    ['show a control character', /\bvisible(?:Lines)?\(/, ['core/text.ts', ...MEDIA, ...PAGES, ...FRAMES]],
    ['break a command', /\bunobeyed\(/, ['core/text.ts', ...MEDIA]],
    ['write Markdown', /\btoMarkdown\(/, ['render/markdown.ts']],
    ['write HTML', /`<\$\{tag|\btoHtml\(/, ['render/write-html.ts']],
    ['write tags', /['"`]<\/?(?:!doctype|html|a|p|div|span|img|li|table|script|style|h[1-6])[ >]/, []],
    [
      'put HTML into a page',
      /set:html|\b(?:inner|outer)HTML\b|\bsetHTML|\bsrcdoc\b|insertAdjacent|createContextual|DOMParser|document\.write/,
      ['site/layout/Slot.astro'],
    ],
    ['encode parts of a URL', /\bencodeURI(?:Component)?\b/, ['core/url.ts']],
    ['write JSON for programs', /\btoJson\(/, ['print/json.ts', 'print/terminal.ts']],
  ] satisfies [string, RegExp, string[]][])('only some %s', (_, pattern, who) => {
    const found = files.filter((file) => pattern.test(texts.get(file) ?? ''));
    expect(found.filter((file) => !who.includes(file))).toEqual([]);
    expect(who.filter((file) => !found.includes(file))).toEqual([]);
  });
});

function folderOf(file: string): string {
  return file.split('/', 1)[0] ?? '';
}

function floorOf(folder: string): number {
  return FLOORS.findIndex((floor) => floor.includes(folder));
}

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/** Comments and nothing else: they may name what the code must not. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
