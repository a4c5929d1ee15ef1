import type { Element } from 'hast';
import type { RunMark } from '../pages/document.ts';
import { element } from './page.ts';

/**
 * What a mark looks like: a failure stands up, a pass lies low, so that runs can be read without colour. Each shape is one
 * path in a box of `MARK_WIDTH` by `MARK_HEIGHT` from where it begins, with holes by the even-odd rule; each sign is one
 * column of text.
 */
export const MARKS: Readonly<Record<RunMark, { readonly path: string; readonly sign: string }>> = {
  passed: { path: 'm0 10h10v6h-10z', sign: '▂' },
  flaky: { path: 'm0 4h10v12h-10zm2 2v4h6v-4z', sign: '▅' },
  failed: { path: 'm0 0h10v16h-10z', sign: '█' },
  skipped: { path: 'm0 14h10v2h-10z', sign: '-' },
  absent: { path: 'm4 13h2v2h-2z', sign: '·' },
  'not-counted': { path: 'm0 8h10v8h-10zm2 2v4h6v-4z', sign: '×' },
};

export const MARK_WIDTH = 10;
export const MARK_HEIGHT = 16;

export function markShape(mark: RunMark, d = MARKS[mark].path): Element {
  return element('path', { className: [`fb-run-${mark}`], d, fillRule: 'evenodd' });
}
