import type { Fault } from '../fault.ts';

export const RENDER_FAULTS: readonly Fault[] = [
  {
    says: 'links of the site forget where it is served',
    file: 'src/render/links.ts',
    find: 'const prefix = siteBase(base);',
    replace: "const prefix = siteBase('');",
  },
  {
    says: 'a link to a heading loses its anchor in the docs',
    file: 'src/render/links.ts',
    find: 'return encodePath(relativePath(fileOf(from), fileOf(to))) + fragment;',
    replace: 'return encodePath(relativePath(fileOf(from), fileOf(to)));',
  },
  {
    says: 'numbers in tables stand at the left',
    file: 'src/render/nodes/table.ts',
    find: "right: 'fb-end'",
    replace: "right: 'fb-start'",
  },
  {
    says: 'a ticked task looks like one to do',
    file: 'src/render/nodes/text.ts',
    find: "done ? '☑' : '☐'",
    replace: "'☐'",
  },
  {
    says: 'the diff of a snippet marks removed lines as added',
    file: 'src/render/nodes/code.ts',
    find: "line.side === 'before' ? 'del' : 'ins'",
    replace: "line.side === 'before' ? 'ins' : 'del'",
  },
  {
    says: 'the snippet as it was written is lost from the docs',
    file: 'src/render/nodes/code.ts',
    find: 'whole === undefined\n      ? [\n          ...captionAndFence',
    replace: 'whole !== null\n      ? [\n          ...captionAndFence',
  },
  {
    says: 'headings have no anchors',
    file: 'src/render/nodes/text.ts',
    find: 'page.headings.push({ depth, slug, text });',
    replace: '',
  },
  {
    says: 'cards lose their notes',
    file: 'src/render/nodes/figure-cards.ts',
    find: "element('dd', { className: ['fb-note'] }, [note]),",
    replace: '',
  },
  {
    says: 'the gauge of a fix is full too early',
    file: 'src/render/nodes/confidence-gauge.ts',
    find: 'ahead.length > 0) return Math.min(...ahead)',
    replace: 'ahead.length > 1) return Math.min(...ahead)',
  },
  {
    says: 'the strip of runs begins anew after 39 runs',
    file: 'src/render/nodes/runs.ts',
    find: 'const COLUMNS = 40;',
    replace: 'const COLUMNS = 39;',
    tests: ['test/render/runs.test.ts'],
  },
];
