import { claimWords } from './claims.ts';
import { detectWords } from './detect.ts';
import { homeWords } from './home.ts';
import { matchWords } from './match.ts';
import { reportWords } from './report.ts';
import { runsWords } from './runs.ts';
import { verdictWords } from './verdicts.ts';

/**
 * Every sentence that a reader of pages, reports and command output sees, by where it stands: a text, or a function of
 * what the text tells. Nothing else in Flakebook holds such a sentence, so that they are read and mended together, and a
 * second language is one more object of this type.
 */
export const words = {
  home: homeWords,
  match: matchWords,
  report: reportWords,
  claims: claimWords,
  detect: detectWords,
  runs: runsWords,
  verdicts: verdictWords,
};

export type Words = typeof words;
