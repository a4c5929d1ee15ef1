import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Cache } from '../../src/host/cache.ts';
import { openWorkspace } from '../../src/host/open-workspace.ts';
import { DATA_FOLDER, dataFiles } from '../../src/site/data-files.ts';
import type { Answer } from '../../src/site/search/answer.ts';
import { createAnswering } from '../../src/site/search/answering.ts';
import { flakebook } from '../support/flakebook.ts';

const SITE = 'https://team.example/flakes/';

/** Asks the matcher of a site, which gets nothing of the book but what the site publishes. */
export type AskSite = (asked: string | readonly File[]) => Promise<Answer>;

export async function openSite(content: string): Promise<AskSite> {
  const workspace = openWorkspace(content, Cache.inMemory);
  try {
    const { asOf } = await workspace.check();
    const book = await workspace.open(asOf);
    const published = dataFiles(book.now, book.failures()).get(`${DATA_FOLDER}/signatures.json`) ?? '';
    const answer = createAnswering(async () => JSON.parse(published));
    return async (asked) => {
      const reply = await answer({
        turn: 1,
        book: `${SITE}${DATA_FOLDER}/`,
        issues: `${SITE}issues/`,
        asked,
      });
      if (!reply.answer) throw new Error(reply.problem);
      return reply.answer;
    };
  } finally {
    workspace.close();
  }
}

/** What the command and the site say of result files. */
export async function askBoth(
  site: AskSite,
  content: string,
  folder: string,
  files: readonly string[],
): Promise<{ readonly command: string; readonly site: string }> {
  const args = [
    'match',
    ...files,
    '--content',
    content,
    '--site',
    SITE,
    '--format',
    'markdown',
    '--no-cache',
  ];
  const { stdout } = await flakebook(args, { cwd: folder });
  const dropped = files.map((file) => new File([readFileSync(join(folder, file))], basename(file)));
  return { command: stdout, site: (await site(dropped)).markdown };
}
