import type { FileFinding, FindingArgs, Place } from './finding.ts';
import { replaceControlCharacters } from './text.ts';

/** One kind of finding, in words: what it is and why it matters. `scripts/rules` has examples of most, which run as tests. */
export interface Rule {
  /** An error, where it is left out. */
  readonly severity?: 'warning';
  /** One sentence: what is found. */
  readonly what: string;
  /** Why it matters, and the cure. Markdown. */
  readonly why: string;
  /**
   * One line without a full stop: `What is wrong: the cure (the reason)`, with "did you mean" as the cure where a known
   * word is near. Its parameter says which arguments a finding of the rule has.
   */
  message(args: FindingArgs): string;
}

/** Rules by id: the rows of one subject. */
export type RuleTable = Readonly<Record<string, Rule>>;

export type RuleId<Table extends RuleTable> = keyof Table & string;

/** The arguments of a rule's findings; `undefined` for a rule without any. */
export type ArgsOf<Table extends RuleTable, Id extends RuleId<Table>> = Parameters<Table[Id]['message']>[0];

/** Arguments of a finding that are texts, and those that may be left out. */
export type Texts<Key extends string, Optional extends string = never> = Readonly<
  Record<Key, string> & Partial<Record<Optional, string>>
>;

/** What could stand there instead, and which of it is probably meant. */
export type Choice = { readonly expected: readonly string[]; readonly suggestion?: string };

/** Makes findings of the rules of a table: a wrong id, a missing argument and one too many do not compile. */
export type MakeFinding<Table extends RuleTable> = <Id extends RuleId<Table>>(
  ruleId: Id,
  place: Place,
  ...args: Parameters<Table[Id]['message']>
) => FileFinding;

/** To be typed as the `MakeFinding` of the tables that a floor can see. */
export function makeFinding(ruleId: string, place: Place, args: FindingArgs = {}): FileFinding {
  return { ruleId, place, args };
}

/** What a finding of a rule says, in one line without a full stop. */
export function sayFinding({ message }: Rule, { args }: FileFinding): string {
  return oneLine(message(args));
}

/** The same as a sentence, with how many more there are. */
export function sentenceFor(rule: Rule, finding: FileFinding): string {
  const message = sayFinding(rule, finding);
  const more = finding.more ? ` ${finding.more} more of this kind.` : '';
  return `${message}${/[.?!]$/.test(message) ? '' : '.'}${more}`;
}

/** Content is quoted in messages: a control character or a change of direction in it must not reach a terminal. */
export function oneLine(message: string): string {
  return replaceControlCharacters(message, () => '\ufffd');
}
