// On every page, and so short: what filters a list comes where there is one.
const place = document.querySelector<HTMLElement>('.fb-explorer');
if (place && !import.meta.env.DEV) {
  const button = place.querySelector('button');
  const start = async () => {
    const { startExplorer } = await import('./explorer.ts');
    button?.remove();
    void startExplorer(place);
  };
  if (button === null || new URLSearchParams(location.search).has('q')) void start();
  else {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await start();
      place.querySelector('input')?.focus();
    });
  }
}
