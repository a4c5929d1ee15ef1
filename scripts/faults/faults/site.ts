import type { Fault } from '../fault.ts';

export const SITE_FAULTS: readonly Fault[] = [
  {
    says: 'the box of a site does not know what stored runs show of other tests',
    file: 'src/site/data-files.ts',
    find: '      seen,\n',
    replace: '      [],\n',
    tests: ['test/cli/box.test.ts'],
  },
  {
    says: 'the box of a site reads no log',
    file: 'src/site/search/answering.ts',
    find: 'readsLogs: true',
    replace: 'readsLogs: false',
    tests: ['test/cli/box.test.ts'],
  },
  {
    says: 'a failure of several lines is looked for among the pages',
    file: 'src/site/search/text-shape.ts',
    find: "return 'lines';",
    replace: "return 'words';",
    tests: ['test/search/text-shape.test.ts'],
  },
  {
    says: 'a page of the site has the title of its route',
    file: 'src/site/site-pages.ts',
    find: 'return { ...entry,',
    replace: 'return { ...entry, title: spec.route,',
    tests: ['test/site/site.test.ts'],
  },
  {
    says: 'words of a record become HTML in the search',
    file: 'src/site/elements.ts',
    find: "  element.append(...children.map((child) => (typeof child === 'string' ? shown(child) : child)));\n",
    replace:
      "  for (const child of children) {\n    if (typeof child === 'string') element.insertAdjacentHTML('beforeend', shown(child));\n    else element.append(child);\n  }\n",
    tests: ['test/site/build.test.ts'],
  },
  {
    says: 'a chosen filter hides what else its facet has',
    file: 'src/site/search/search.ts',
    find: '? await ask(chosen.filter((other) => other !== facet))',
    replace: '? await ask(chosen)',
    tests: ['test/site/search.test.ts'],
  },
  {
    says: 'the search marks other words than it found',
    file: 'src/site/search/find-pages.ts',
    find: 'asked.some((term) => isAnswer(word, term))',
    replace: '!asked.some((term) => isAnswer(word, term))',
    tests: ['test/search/index.test.ts'],
  },
  {
    says: 'the search takes one of the words for all of them',
    file: 'src/site/search/find-pages.ts',
    find: 'gains.every((gain) => gain.has(number))',
    replace: 'gains.some((gain) => gain.has(number))',
    tests: ['test/search/index.test.ts'],
  },
  {
    says: 'the index of the search numbers pages from another beginning',
    file: 'src/site/search/index-files.ts',
    find: 'known.last = number;',
    replace: 'known.last = number + 1;',
    tests: ['test/search/index.test.ts'],
  },
];
