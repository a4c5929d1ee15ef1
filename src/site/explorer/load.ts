// On every page, and so short: what filters a list comes where there is one.
const place = document.querySelector<HTMLElement>('.fb-explorer');
if (place && !import.meta.env.DEV)
  void import('./explorer.ts').then(({ startExplorer }) => startExplorer(place));
