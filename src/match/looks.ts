import type { Issue } from '../records/issue/issue.ts';
import { type Description, describeIssue } from './descriptions.ts';
import type { Recognised } from './failure-match.ts';
import { type Message, readMessage } from './message.ts';
import type { Symptom } from './symptom.ts';

export { type Symptom, symptomsOf } from './symptom.ts';

/** How the failures of an issue look. */
export interface FailureLook {
  /** The issue says something of how its failures look; without it, only a test's name can tell them. */
  readonly isDescribed: boolean;
  /**
   * What a failure of one of the issue's own tests was recognised by; undefined for a failure that looks otherwise.
   * @param message as the tool wrote it.
   */
  recognise(message: string): (Pick<Recognised, 'text'> & { readonly by: Description['by'] }) | undefined;
}

export function createLook(issue: Issue, symptoms: readonly Symptom[]): FailureLook {
  const descriptions = describeIssue(issue, symptoms);
  return {
    isDescribed: descriptions.length > 0,
    recognise(message) {
      const read: Message = readMessage(message);
      for (const { by, findIn } of descriptions) {
        const found = findIn(read);
        if (found) return { by, text: found.text };
      }
      return undefined;
    },
  };
}
