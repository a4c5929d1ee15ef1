/** What the search says. The browser loads this file, so it imports nothing. */
export const searchWords = {
  open: 'Search',
  title: 'Search this book',
  close: 'Close',
  placeholder: 'A word, a test or an id',
  hint: 'Type a word of a record, or choose a filter.',
  loading: 'The search is loading …',
  found: (pages: number, text: string) => {
    const what = text === '' ? 'with these filters' : `for “${text}”`;
    if (pages === 0) return `No page ${what}.`;
    return `${pages} ${pages === 1 ? 'page' : 'pages'} ${what}.`;
  },
  more: 'Show more pages',
  /** In this order; others follow. */
  facets: ['Status', 'Suite', 'Impact', 'Root cause', 'Kind'],
  live: 'The live preview has no search: a build makes its index.',
  notLoaded: 'The search could not be loaded. Load this page again to try once more.',
};
