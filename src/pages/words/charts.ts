/** Pictures of figures, and their tables. */
export const chartWords = {
  asTable: 'These figures as a table',
};
