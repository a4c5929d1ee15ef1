import type { Finding } from '../../../core/finding.ts';
import { ISSUE_FILE, issueWithTimeline } from '../../check/example-book.ts';
import type { DatedContext, Rule } from '../../check/rule.ts';

const timeline = (until: string) =>
  issueWithTimeline(
    `  - quarantined: 2026-01-04\n    until: ${until}\n  - noted: 2026-02-01\n    note: Asked again`,
  );

export const untilPassed: Rule = {
  id: 'until-passed',
  severity: 'warning',
  what: 'A mitigation or quarantine that is still in force after its date.',
  why: 'It was meant to end by then: tests that were set aside for a week stay so for years. Fix the issue, or add an entry with a new `until` and a note that says why.',
  wrong: { [ISSUE_FILE]: timeline('2026-01-18') },
  right: { [ISSUE_FILE]: timeline('2026-02-18') },
  message: ({ word, until, asOf }) =>
    `Unexpected \`${word}\` past its \`until: ${until}\` (read as of ${asOf}), expected another status, or an entry with a new date`,
  *checkDates({ facts, calendar, asOf }: DatedContext): Iterable<Finding> {
    const now = calendar.instantMs(asOf);
    for (const { file, untils } of facts) {
      for (const { word, until, place } of untils) {
        if (calendar.instantMs(until) < now)
          yield { ruleId: 'until-passed', file, place, args: { word, until, asOf } };
      }
    }
  },
};
