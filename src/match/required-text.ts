import { longest } from '../core/text.ts';

/** Stands for what may be several texts, or none. */
const GAP = '\0';

/** Groups in groups that are taken off; an expression with more of them is tried on every message. */
const MAX_LEVELS = 50;

/** Signs that an expression would take for its own are out of its sight here (a private use area of Unicode). */
const hide = (sign: string) => String.fromCharCode(0xf000 + sign.charCodeAt(0));
const shown = (text: string) =>
  text.replace(/[\uf000-\uf07f]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xf000));

/**
 * Texts of which every match of a regular expression has one in it: of each branch of a choice at its top, the longest run
 * of plain signs outside of groups, classes and repetitions. Nothing where a branch has no such run, or the expression
 * ignores case or uses what is not known here: such an expression is tried on every message. Linear in its length.
 * @returns one text for each branch, each once, or none.
 */
export function requiredText(source: string): readonly string[] {
  if (/\(\?[a-zA-Z-]*[ix]|\\Q|[\uf000-\uf07f\0]/.test(source)) return [];
  let plain = source
    .replace(/\\([^A-Za-z0-9\n\u0080-\uffff])/g, (_, sign: string) => hide(sign))
    .replace(/\\(?:[pPxu]\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{1,3}|.)/gs, GAP)
    .replace(/\[\^?\]?(?:\[:\^?\w*:\]|[^\]])*(?:\]|$)/g, GAP);
  for (let level = 0; /[()]/.test(plain); level += 1) {
    if (level === MAX_LEVELS) return [];
    plain = plain.replace(/\([^()]*(?:\)|$)/g, GAP);
  }
  plain = plain.replace(/.(?:[?*]|\{[\d,]*\})[?+]?|\+[?+]?|[.^${]/gs, (part) =>
    part.startsWith('|') ? `|${GAP}` : GAP,
  );
  const texts = new Set(plain.split('|').map((branch) => longestRun(branch.split(GAP).map(shown))));
  return texts.has('') ? [] : [...texts];
}

/** White space is compared in one line, where there is never more than one space. */
function longestRun(runs: readonly string[]): string {
  return longest(runs.flatMap((text) => text.split(/\s{2,}|[^\S ]/)).map((text) => text.trim()));
}
