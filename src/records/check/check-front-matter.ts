import type { FileFinding } from '../../core/finding.ts';
import { PROSE_KEYS } from '../fields/fields.ts';
import { finding } from '../rules.ts';
import type { FileContext } from './context.ts';

/** What YAML does to a text without quotes: a comment cuts it off, a comma within `{ }` ends it. */
export function* checkPlainTexts({ source }: FileContext): Iterable<FileFinding> {
  for (const { key, value, plain, inFlowMap, loneKey, trailingComment, place } of source.yaml?.scalars ??
    []) {
    if (!plain) continue;
    const isProse = PROSE_KEYS.has(key);
    if (trailingComment && (isProse || /\s/.test(value)))
      yield finding('cut-by-comment', trailingComment.place, { key, cut: trailingComment.text });
    if (inFlowMap && (loneKey || (isProse && /\s/.test(value))))
      yield finding('unquoted-flow-prose', place, { key, value });
  }
}
