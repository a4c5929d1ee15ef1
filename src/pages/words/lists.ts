/** Lists that go on elsewhere. */
export const listWords = {
  title: (page: string, list: string, from: number, to: number, of: number) =>
    `${page}${list === page ? '' : `: ${list}`}, ${from} to ${to} of ${of}`,
  description: (page: string) => `A part of a list of the page “${page}”.`,
  shown: (head: number, of: number) => `${head} of ${of}. All: `,
  newest: (head: number, of: number) => `The first and the newest ${head} of ${of}. All: `,
  range: (from: number, to: number) => `${from} to ${to}`,
  back: (page: string) => `← ${page}`,
  previous: 'Previous',
  next: 'Next',
  year: 'Year',
  suite: 'Suite',
  /** What is past its date. */
  what: 'What',
  question: 'Open question',
  /** An empty cell. */
  none: 'none',
  others: (entries: number) => `others ${entries}`,
};
