import type { IssueReading } from '../asof/snapshot.ts';
import { type Body, codesIn, sectionsOf } from '../records/body/section.ts';
import { CONFIRMED, notCheckable, type Verdict, type VerifiedClaim, type World } from './world.ts';

/** What a test's failure printed. */
interface SymptomClaim {
  /** `symptom`, `symptom: a`. */
  readonly of: string;
  readonly what: string;
  /** Texts that its author may have typed: those between values, three words at least, the longest first. */
  readonly fixed: readonly string[];
}

/** Values of the failure itself: numbers, what stands in quotes or brackets. */
const VALUE = /"[^"]*"|'[^']*'|`[^`]*`|<[^>]*>|\[[^\]]*\]|\S*\d\S*|[|{}=]+|: |\.{2,}/g;

/** More parts of one symptom tell no more. */
const MOST_PARTS = 5;

export function symptomClaimsOf(body: Body): SymptomClaim[] {
  return sectionsOf(body, 'symptom').flatMap(({ id, content }) =>
    codesIn(content).flatMap(({ value }) => {
      const lines = value.split('\n').filter((line) => line.trim() !== '');
      const parts = lines.flatMap((line) => line.split(VALUE)).map((part) => part.replace(/^\W+|\W+$/g, ''));
      const fixed = parts.filter((part) => part.length > 14 && part.split(/\s+/).length > 2);
      const [what] = lines;
      const longest = [...new Set(fixed)].sort((a, b) => b.length - a.length).slice(0, MOST_PARTS);
      return what === undefined
        ? []
        : [{ of: id === undefined ? 'symptom' : `symptom: ${id}`, what: what.trim(), fixed: longest }];
    }),
  );
}

/** Whether a text of the failure stands in the source. Most are put together by the tool: then nothing is known. */
export function verifySymptom(
  { issue }: IssueReading,
  { of, what, fixed }: SymptomClaim,
  world: World,
): VerifiedClaim {
  return { record: issue.id, kind: 'symptom', of, what, ...look(fixed, world) };
}

function look(fixed: readonly string[], world: World): Verdict {
  for (const part of fixed) {
    const files = world.filesLike(part);
    world.tree.prepare(files);
    for (const path of files) {
      const line = world.text(path)?.lines.findIndex((text) => text.includes(part)) ?? -1;
      if (line !== -1) return { ...CONFIRMED, at: `${path}:${line + 1}`, why: `\`${part}\`` };
    }
  }
  return notCheckable(
    fixed.length === 0 ? 'no fixed part of it is long enough to look for' : 'no source file has a part of it',
  );
}
