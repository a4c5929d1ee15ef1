import type { Place } from '../core/place.ts';
import { quoteText } from '../core/text.ts';
import type { Sentence } from './blocks.ts';
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
  /** The reckoning, as the end of a sentence. */
  readonly because: string;
}

export function contradiction(
  ruleId: AuditRuleId,
  said: Said,
  against: readonly Said[],
  because: string,
): Contradiction {
  return { ruleId, said, against, because };
}

/** A stretch of a sentence, such as a number with its unit. */
export function say(sentence: Sentence, { start, end }: { start: number; end: number }): Said {
  const text = sentence.text.slice(start, end);
  const from = start + text.length - text.trimStart().length;
  return {
    // Few of all numbers are ever shown.
    get place() {
      return sentence.place(from, from + text.trim().length);
    },
    words: quoteText(text.trim()),
  };
}

/** A number with the words behind it: `5 flaky tests`. */
export function sayCount(sentence: Sentence, { start, end, tail }: Sentence['quantities'][number]): Said {
  const words = tail.replace(
    /\s+(?:are|is|was|were|have|has|in|behind|from|on|of|with|that|which|come|still|need)\b.*$/u,
    '',
  );
  return say(sentence, { start, end: end + words.trimEnd().length });
}

/** A whole sentence, cut short. */
export function sayAll(sentence: Sentence): Said {
  const { place } = say(sentence, { start: 0, end: sentence.text.length });
  const text = sentence.text.trim();
  return { place, words: quoteText(text.length > 60 ? `${text.slice(0, 59)}…` : text) };
}
