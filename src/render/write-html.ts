import type { Nodes } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { visibleLines } from '../core/text.ts';

/** A tree as HTML. Texts and values in it stay texts and values, and show what an editor or a terminal would act on. */
export function writeHtml(tree: Nodes): string {
  return visibleLines(toHtml(tree));
}
