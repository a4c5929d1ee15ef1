import type { RunOptions } from 'axe-core';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const OPTIONS: RunOptions = {
  // What passes is not put into words: that would take most of the time.
  resultTypes: ['violations'],
};

/** What axe holds against a page as it stands: the rule, and the elements that break it. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, OPTIONS);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
