import { chartWords } from './charts.ts';
import { claimWords } from './claims.ts';
import { confirmWords } from './confirm.ts';
import { dataWords } from './data.ts';
import { decisionWords } from './decisions.ts';
import { detectWords } from './detect.ts';
import { differenceWords } from './difference.ts';
import { explorerWords } from './explorer.ts';
import { figureWords } from './figures.ts';
import { issueWords } from './issue.ts';
import { listWords } from './lists.ts';
import { matchWords } from './match.ts';
import { observedWords } from './observed.ts';
import * as pages from './pages.ts';
import { planWords } from './plan.ts';
import { reportWords } from './report.ts';
import { resultsWords } from './results.ts';
import { runsWords, runWords } from './runs.ts';
import { searchWords } from './search.ts';
import { verdictWords } from './verdicts.ts';
import { verifyWords } from './verify.ts';

/**
 * Every sentence that a reader of pages, reports and command output sees, by where it stands: a text, or a function of
 * what the text tells. Nothing else in Flakebook holds such a sentence, so that they are read and mended together, and a
 * second language is one more object of this type.
 */
export const words = {
  match: matchWords,
  report: reportWords,
  claims: claimWords,
  confirm: confirmWords,
  detect: detectWords,
  runs: runsWords,
  run: runWords,
  verdicts: verdictWords,
  results: resultsWords,
  verify: verifyWords,
  home: pages.homeWords,
  issues: pages.issuesWords,
  issue: issueWords,
  observed: observedWords,
  patterns: pages.patternsWords,
  pattern: pages.patternWords,
  suites: pages.suitesWords,
  suite: pages.suiteWords,
  plan: planWords,
  decisions: decisionWords,
  references: pages.referencesWords,
  reports: pages.reportsWords,
  bookReport: pages.bookReportWords,
  changes: pages.changesWords,
  difference: differenceWords,
  figures: figureWords,
  archive: pages.archiveWords,
  charts: chartWords,
  lists: listWords,
  search: searchWords,
  explorer: explorerWords,
  data: dataWords,
};
