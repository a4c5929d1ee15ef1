import { compareText } from '../../core/finding.ts';
import { duplicateSection } from '../rules/body/duplicate-section.ts';
import { fenceLanguage } from '../rules/body/fence-language.ts';
import { image } from '../rules/body/image.ts';
import { misspeltSection } from '../rules/body/misspelt-section.ts';
import { nestedTooDeep } from '../rules/body/nested-too-deep.ts';
import { rawHtml } from '../rules/body/raw-html.ts';
import { unclosedFence } from '../rules/body/unclosed-fence.ts';
import { undeclaredSection } from '../rules/body/undeclared-section.ts';
import { unknownFigure } from '../rules/body/unknown-figure.ts';
import { unpairedSnippet } from '../rules/body/unpaired-snippet.ts';
import { duplicateId } from '../rules/book/duplicate-id.ts';
import { duplicateRoute } from '../rules/book/duplicate-route.ts';
import { invalidTimeZone } from '../rules/book/invalid-time-zone.ts';
import { missingBook } from '../rules/book/missing-book.ts';
import { recordId } from '../rules/book/record-id.ts';
import { retiredId } from '../rules/book/retired-id.ts';
import { byteOrderMark } from '../rules/bytes/byte-order-mark.ts';
import { controlCharacter } from '../rules/bytes/control-character.ts';
import { emptyFile } from '../rules/bytes/empty-file.ts';
import { fileTooLarge } from '../rules/bytes/file-too-large.ts';
import { mojibake } from '../rules/bytes/mojibake.ts';
import { notUtf8 } from '../rules/bytes/not-utf8.ts';
import { outsideLink } from '../rules/bytes/outside-link.ts';
import { unknownFile } from '../rules/bytes/unknown-file.ts';
import { unreadableFile } from '../rules/bytes/unreadable-file.ts';
import { cutByComment } from '../rules/front-matter/cut-by-comment.ts';
import { duplicateKey } from '../rules/front-matter/duplicate-key.ts';
import { emptyFrontMatter } from '../rules/front-matter/empty-front-matter.ts';
import { executableFrontMatter } from '../rules/front-matter/executable-front-matter.ts';
import { missingFrontMatter } from '../rules/front-matter/missing-front-matter.ts';
import { missingKey } from '../rules/front-matter/missing-key.ts';
import { shiftedFrontMatter } from '../rules/front-matter/shifted-front-matter.ts';
import { unclosedFrontMatter } from '../rules/front-matter/unclosed-front-matter.ts';
import { unknownKey } from '../rules/front-matter/unknown-key.ts';
import { unquotedFlowProse } from '../rules/front-matter/unquoted-flow-prose.ts';
import { yamlAnchor } from '../rules/front-matter/yaml-anchor.ts';
import { yamlSyntax } from '../rules/front-matter/yaml-syntax.ts';
import { yamlTag } from '../rules/front-matter/yaml-tag.ts';
import { danglingId } from '../rules/links/dangling-id.ts';
import { danglingLink } from '../rules/links/dangling-link.ts';
import { sameLoop } from '../rules/links/same-loop.ts';
import { unsafeLink } from '../rules/links/unsafe-link.ts';
import { duplicateRun } from '../rules/runs/duplicate-run.ts';
import { jsonLine } from '../rules/runs/json-line.ts';
import { runMonth } from '../rules/runs/run-month.ts';
import { testOrder } from '../rules/runs/test-order.ts';
import { invalidCount } from '../rules/suite/invalid-count.ts';
import { invalidDuration } from '../rules/suite/invalid-duration.ts';
import { runCounts } from '../rules/suite/run-counts.ts';
import { causeStates } from '../rules/timeline/cause-states.ts';
import { decisionAnswer } from '../rules/timeline/decision-answer.ts';
import { fixedByMitigation } from '../rules/timeline/fixed-by-mitigation.ts';
import { impossibleStep } from '../rules/timeline/impossible-step.ts';
import { timelineOrder } from '../rules/timeline/timeline-order.ts';
import { twoTimelineWords } from '../rules/timeline/two-timeline-words.ts';
import { undeclaredTest } from '../rules/timeline/undeclared-test.ts';
import { unknownTimelineWord } from '../rules/timeline/unknown-timeline-word.ts';
import { untilPassed } from '../rules/timeline/until-passed.ts';
import { invalidDate } from '../rules/values/invalid-date.ts';
import { invalidEffort } from '../rules/values/invalid-effort.ts';
import { invalidId } from '../rules/values/invalid-id.ts';
import { invalidLocation } from '../rules/values/invalid-location.ts';
import { invalidRegex } from '../rules/values/invalid-regex.ts';
import { invalidUrl } from '../rules/values/invalid-url.ts';
import { unknownValue } from '../rules/values/unknown-value.ts';
import { wrongForm } from '../rules/values/wrong-form.ts';
import { wrongType } from '../rules/values/wrong-type.ts';
import { wrongValue } from '../rules/values/wrong-value.ts';
import type { Rule } from './rule.ts';

/** All rules in the groups in which they are documented: one folder each. */
export const RULE_GROUPS: readonly { readonly title: string; readonly rules: readonly Rule[] }[] = [
  {
    title: 'Files and bytes',
    rules: [
      byteOrderMark,
      controlCharacter,
      emptyFile,
      fileTooLarge,
      mojibake,
      notUtf8,
      outsideLink,
      unknownFile,
      unreadableFile,
    ],
  },
  {
    title: 'Front matter',
    rules: [
      cutByComment,
      duplicateKey,
      emptyFrontMatter,
      executableFrontMatter,
      missingFrontMatter,
      missingKey,
      shiftedFrontMatter,
      unclosedFrontMatter,
      unknownKey,
      unquotedFlowProse,
      yamlAnchor,
      yamlSyntax,
      yamlTag,
    ],
  },
  {
    title: 'Values',
    rules: [
      invalidDate,
      invalidEffort,
      invalidId,
      invalidLocation,
      invalidRegex,
      invalidUrl,
      unknownValue,
      wrongForm,
      wrongType,
      wrongValue,
    ],
  },
  {
    title: 'Body',
    rules: [
      duplicateSection,
      fenceLanguage,
      image,
      misspeltSection,
      nestedTooDeep,
      rawHtml,
      unclosedFence,
      undeclaredSection,
      unknownFigure,
      unpairedSnippet,
    ],
  },
  {
    title: 'Timeline, causes and decisions',
    rules: [
      causeStates,
      decisionAnswer,
      fixedByMitigation,
      impossibleStep,
      timelineOrder,
      twoTimelineWords,
      undeclaredTest,
      unknownTimelineWord,
      untilPassed,
    ],
  },
  { title: 'Suites', rules: [invalidCount, invalidDuration, runCounts] },
  { title: 'Run history', rules: [duplicateRun, jsonLine, runMonth, testOrder] },
  { title: 'Links between records', rules: [danglingId, danglingLink, sameLoop, unsafeLink] },
  {
    title: 'The book as a whole',
    rules: [duplicateId, duplicateRoute, invalidTimeZone, missingBook, recordId, retiredId],
  },
];

/** All rules, by id. */
export const RULES: readonly Rule[] = RULE_GROUPS.flatMap(({ rules }) => rules).sort((a, b) =>
  compareText(a.id, b.id),
);

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return BY_ID.get(id);
}
