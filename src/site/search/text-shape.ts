/** What a longer text is, no one searches for. */
const MOST_WORDS = 80;

/** What tools say where something failed. */
const SAYS_FAILURE =
  /\b\w*(?:Error|Exception|Failure)\b|\b(?:error|fatal|panic|caused by): |\bassert\w*[ (:]|\bFAIL(?:ED)?\b|\bTraceback\b|\btimed out\b|\bexpected\b.+|\b(?:got|want|actual|received): |\bnot equal\b|\brefused\b/i;

/**
 * What somebody typed or pasted into the box. `lines`: what a failure printed, or a report: only the matcher can answer it.
 * `failure`: one line of it. `words`: what people search for; a test's name and a place in the source among it.
 */
export function shapeOf(text: string): 'lines' | 'failure' | 'words' {
  const trimmed = text.trim();
  if (/[\r\n]/.test(trimmed)) return 'lines';
  return trimmed.length > MOST_WORDS || SAYS_FAILURE.test(trimmed) ? 'failure' : 'words';
}
