import type { Found } from '../../../core/finding.ts';
import { figureNames, findFigureReferences } from '../../book/figure-name.ts';
import { ISSUE_FILE, issueWith } from '../../check/example-book.ts';
import { proseTexts } from '../../check/prose-texts.ts';
import type { FileContext, Rule } from '../../check/rule.ts';
import { didYouMean } from '../../check/wording.ts';
import { suggest } from '../../fields/suggest.ts';

export const unknownFigure: Rule = {
  id: 'unknown-figure',
  severity: 'error',
  what: 'A figure reference `{{…}}` in prose whose name no figure has.',
  why: 'The page could not fill it in. Use a name such as `suite.stable`, `tests.unresolved`, `issues.fixed` or `effort.immediate`; for literal braces, write them as code.',
  wrong: { [ISSUE_FILE]: issueWith('', '## Notes\n\nBy now {{suite.stabel}} tests are stable.') },
  right: { [ISSUE_FILE]: issueWith('', '## Notes\n\nBy now {{suite.stable}} tests are stable.') },
  message: ({ name, suggestion }) =>
    `Unexpected figure \`{{${name}}}\`, expected the name of a figure such as \`suite.stable\`${didYouMean(suggestion)}`,
  *checkFile(context: FileContext): Iterable<Found> {
    const known = figureNames(context.book);
    for (const { text, placeOf } of proseTexts(context)) {
      for (const { name, index, length } of findFigureReferences(text)) {
        if (known.includes(name) || name.startsWith('pattern.')) continue;
        const near = suggest(name, known);
        yield {
          ruleId: 'unknown-figure',
          place: placeOf(index, length),
          args: { name, ...(near ? { suggestion: near } : {}) },
        };
      }
    }
  },
};
