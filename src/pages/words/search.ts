/** What the search says. The browser loads this file, so it imports nothing. */
export const searchWords = {
  open: 'Search, or paste a failure',
  withoutScripts: 'The search needs JavaScript. Here is the list of issues.',
  title: 'Search this book, or paste a failure',
  close: 'Close',
  placeholder: 'A word, a failure, a test, or file:line',
  /** Under the field, as long as the box is open. */
  privacy: 'Nothing that you paste or drop leaves this page.',
  choose: 'Choose result files',
  drop: 'Drop result files or a log to sort their failures. Nothing leaves this page.',
  hint: 'Type a word of a record, paste what a failure printed, or drop result files.',
  loading: 'The search is loading …',
  reading: (files: readonly string[]) =>
    files.length === 1 ? `Reading ${files[0]} …` : `Reading ${files.length} files …`,
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
  noTest: 'No test is named',
  /** Over the failures of a run. */
  groups: {
    new: (count: number) => `New (${count})`,
    like: (count: number) => `Like a known failure (${count})`,
    known: (count: number) => `Known (${count})`,
    test: (count: number) => `Tests (${count})`,
  },
  workaround: 'Workaround',
};
