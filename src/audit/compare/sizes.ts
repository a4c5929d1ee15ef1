import type { Place } from '../../core/place.ts';
import type { Claim, Contradiction, Subject } from '../claim.ts';
import { areRelated } from '../read/statements.ts';

/** A statement of how many tests a suite has. */
interface SizeStatement {
  readonly value: number;
  readonly place: Place;
  readonly text: string;
  readonly weight: number;
  readonly section: string;
  readonly subject?: Subject;
}

const DECLARING =
  /\b(?:suite size|size|total tests|tests? in (?:the )?suite|total number of tests|number of tests|tests total)\b/u;
/** What a declared size weighs against one that is only implied. */
const DECLARED = 3;

/** Sizes that deviate from the one that the document gives its suite: declared, or what most statements imply. */
export function* auditSizes(claims: readonly Claim[]): Generator<Contradiction> {
  const all = readSizes(claims);
  const said = all.flatMap((size) => (size.subject ? [{ ...size, subject: size.subject }] : []));
  const evidence = all.filter(({ subject }) => subject === undefined);
  // A level that only the document's head names is that of all its numbers.
  const isStrict = said.some(({ subject }) => subject.level !== '' && subject.section !== '');
  const groups = Map.groupBy(said, ({ subject }) => `${subject.scope}|${isStrict ? subject.level : ''}`);
  for (const [key, group] of groups) yield* auditGroup(key.startsWith('|') ? [...group, ...evidence] : group);
}

function* auditGroup(all: readonly SizeStatement[]): Generator<Contradiction> {
  const value = dominant(all)?.value;
  if (value === undefined) return;
  const agreeing = all.filter((statement) => statement.value === value);
  for (const statement of all) {
    const { subject, place, text } = statement;
    if (statement.value === value || !subject || subject.grows || subject.tense === 'past') continue;
    // A handful out of hundreds is another set of tests.
    if (statement.value * 2 <= value) continue;
    if (!agreeing.some((other) => areRelated(other.section, statement.section))) continue;
    const [first] = agreeing.filter((other) => other.weight >= DECLARED).concat(agreeing);
    yield {
      ruleId: 'audit-size',
      place,
      said: text,
      expected: `${value} tests`,
      because: first ? `as line ${first.place.start.line} says of the suite` : 'the size of the suite',
      reasoning: [
        `\`${text}\` makes a suite of ${statement.value} tests.`,
        ...agreeing
          .slice(0, 5)
          .map((other) => `Line ${other.place.start.line} makes it ${value}: \`${other.text}\`.`),
      ],
      related: first ? [{ place: first.place, message: `${value} tests here` }] : [],
    };
  }
}

function readSizes(claims: readonly Claim[]): SizeStatement[] {
  return claims.flatMap((claim): SizeStatement[] => {
    if (claim.kind === 'evidence') {
      const { size, place, text, section } = claim;
      return [{ value: size, place, text, weight: 1, section }];
    }
    if (claim.kind === 'share') {
      const { subject, whole, place, text } = claim;
      const isState = subject.predicate === 'stable' || subject.predicate === 'passing';
      if (!isState || subject.isRun || subject.unit !== 'tests') return [];
      return [{ value: whole, place, text, weight: 1, section: subject.section, subject }];
    }
    if (claim.kind !== 'count' || claim.subject.unit !== 'tests') return [];
    const { subject, value, place, text } = claim;
    const isDeclared = DECLARING.test(subject.label)
      ? subject.predicate === '' || subject.predicate === 'total'
      : subject.predicate === 'total';
    if (isDeclared) return [{ value, place, text, weight: DECLARED, section: subject.section, subject }];
    const isAll = subject.isWhole && (subject.predicate === '' || subject.predicate === 'passing');
    return isAll ? [{ value, place, text, weight: 1, section: subject.section, subject }] : [];
  });
}

/** The statement of the value with most weight; none where two weigh the same. */
function dominant(all: readonly SizeStatement[]): SizeStatement | undefined {
  const groups = [...Map.groupBy(all, ({ value }) => value).values()];
  const weigh = (group: readonly SizeStatement[]) => group.reduce((sum, { weight }) => sum + weight, 0);
  const [first, second] = groups.sort((a, b) => weigh(b) - weigh(a));
  if (!first || (second && weigh(second) === weigh(first))) return undefined;
  return first.find(({ weight }) => weight >= DECLARED) ?? first[0];
}
