import type { Place } from '../core/place.ts';
import { quoteText } from '../core/text.ts';
import type { Line } from './blocks.ts';
import type { AuditRuleId } from './rules.ts';

/** A number, or a list of entries, that a document states. */
export interface Said {
  readonly place: Place;
  /** As it stands there, in quotes; or what it is: `the list of 3 entries`. */
  readonly words: string;
}

/** The smallest set of statements that cannot all be true. Plain data. */
export interface Contradiction {
  readonly ruleId: AuditRuleId;
  /** Where it is reported: the total, the share, the later value. */
  readonly said: Said;
  readonly against: readonly Said[];
  /** The calculation, as the end of a sentence. */
  readonly because: string;
}

/** A part of a line, such as a number with its unit, without the blanks around; cut short where it is long. */
export function say(line: Line, { start, end } = { start: 0, end: line.text.length }): Said {
  const text = line.text.slice(start, end);
  const words = text.replaceAll(/\s+/g, ' ').trim();
  const from = start + text.search(/\S|$/u);
  return {
    // Few of all numbers are ever shown.
    get place() {
      return line.place(from, start + text.trimEnd().length);
    },
    words: quoteText(words.length > 60 ? `${words.slice(0, 59)}…` : words),
  };
}

/** A number with the words behind it: `5 flaky tests`. */
export function sayCount(line: Line, { start, end, tail }: Line['quantities'][number]): Said {
  const words = tail.replace(
    /\s+(?:are|is|was|were|have|has|in|behind|from|on|of|with|that|which|come|still|need)\b.*$/u,
    '',
  );
  return say(line, { start, end: end + words.trimEnd().length });
}
