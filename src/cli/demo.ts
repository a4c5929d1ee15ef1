import { layDemo } from '../host/lay-demo.ts';
import { astroVersion } from '../host/run-astro.ts';
import { isTerminal, openQuestions } from './ask.ts';
import { type Io, pathOf, shown } from './io.ts';
import { EXIT } from './session.ts';

const USUAL_FOLDER = 'flakebook-demo';

/** `flakebook demo`: a book to try things on, which nobody needs to keep. */
export async function demo(
  folder = USUAL_FOLDER,
  { yes }: { readonly yes?: boolean },
  io: Io,
): Promise<number> {
  const target = pathOf(io, folder);
  const label = shown(io, target);
  layDemo(target, label);
  io.out.say(
    `Wrote ${label}: a book about the flaky tests of a small shop, and the results of 18 real runs.`,
    '',
    'Next:',
    `  cd ${label}`,
    '  flakebook match results/*    which failures of the newest run are known?',
    '  flakebook detect             which flaky test has no issue yet?',
    '  flakebook confirm            does the claimed fix hold?',
    '  flakebook build              writes dist/docs and dist/site',
  );
  if (astroVersion() === undefined) {
    io.out.say('', 'To see its site, run `npm install --save-dev astro` beside Flakebook first.');
    return EXIT.clean;
  }
  if (!(yes || (isTerminal(io) && (await wantsSite(io))))) return EXIT.clean;
  const { dev } = await import('./serve.ts');
  return dev({ content: `${label}/content`, out: `${label}/dist` }, io);
}

async function wantsSite(io: Io): Promise<boolean> {
  const questions = openQuestions(io);
  const answer = await questions.ask('\nShow its site now? Ctrl-C ends it.', 'yes');
  questions.close();
  return answer !== undefined && /^y(?:es)?$/i.test(answer);
}
