import { type MakeFinding, makeFinding, type RuleTable, type Texts } from '../../core/rule.ts';
import { firstLine, quoteText } from '../../core/text.ts';

export const SIGNATURE_RULES = {
  'unmatched-specimen': {
    what: 'A specimen in `matches` that its signature does not match.',
    why: 'The signature would miss failures like the specimen. Correct the signature, or move the specimen to the signature it belongs to.',
    message: ({ text, specimen }: { text: string; specimen: string }) =>
      `Signature ${quote(text)} misses its specimen ${quote(specimen)}: correct one of the two`,
  },
  'matched-reject': {
    what: 'A text in `rejects` that its signature matches.',
    why: 'Other failures would be taken for this issue. Make the signature more specific.',
    message: ({ text, specimen }: { text: string; specimen: string }) =>
      `Signature ${quote(text)} matches ${quote(specimen)}, which it rejects: make it more specific`,
  },
  'unmatched-symptom': {
    severity: 'warning',
    what: 'A symptom that no signature of its issue matches.',
    why: 'Somebody saw this failure, so signatures that miss it will miss the next one. Correct a signature, or add one for this symptom.',
    message: ({ symptom }: { symptom: string }) =>
      `No signature matches the symptom ${quote(symptom)}: correct one, or add one`,
  },
  'overlapping-signature': {
    severity: 'warning',
    what: 'A signature that matches a failure which another issue shows as its own.',
    why: 'A failure could be taken for either issue. Make the signature more specific. If the two issues are one problem, say so with `related` or `superseded`.',
    message: ({
      text,
      issue,
      other,
      what,
    }: Texts<'text' | 'issue' | 'other'> & { what: 'symptom' | 'specimen' }) =>
      `Signature ${quote(text)} of ${issue} matches a ${what} of ${other}: make it more specific`,
  },
  'vague-symptom': {
    severity: 'warning',
    what: 'A symptom by which no failure can be known.',
    why: 'Places in the code, stack frames and headings of a test runner tell no failure from another, and `match` leaves them out. What any tool says recognises only failures of a test that the issue names. Quote the message of the failure, or name the test.',
    message: ({ symptom, because }: { symptom: string; because: 'nothing' | 'any-tool' }) =>
      because === 'nothing'
        ? `Symptom ${quote(symptom)} says nothing by which a failure is known: quote its message`
        : `Symptom ${quote(symptom)} says only what any tool may say: name the test, or quote more`,
  },
  'overlapping-symptom': {
    severity: 'warning',
    what: 'A symptom that another issue shows too.',
    why: 'A failure could be taken for either issue. If the two issues are one problem, say so with `related` or `superseded`. Otherwise quote what tells them apart.',
    message: ({ symptom, issue, other }: { symptom: string; issue: string; other: string }) =>
      `Symptom ${quote(symptom)} of ${issue} is also that of ${other}: quote what tells them apart, or relate the two`,
  },
  'broad-symptom': {
    severity: 'warning',
    what: 'A symptom that measured runs show of tests which its issue does not name.',
    why: 'Its words do not tell this issue from others, so `match` only says that such a failure of another test is like it. Name these tests in the issue if it is theirs too. Otherwise quote more of the failure. If the environment causes it, say so with `locus: environment`.',
    message: ({ symptom, issue, tests }: { symptom: string; issue: string; tests: readonly string[] }) => {
      const [first = '', ...others] = tests;
      const more = others.length === 0 ? '' : ` and ${others.length} more`;
      return `Symptom ${quote(symptom)} is too broad: name ${quote(first)}${more} in ${issue}, or quote more (runs show it there)`;
    },
  },
  'dead-signature': {
    severity: 'warning',
    what: 'A signature that matches no specimen, no symptom and no failure of a measured run.',
    why: 'Nothing shows that it matches what it is meant to match. Add the text of a failure to `matches` or to a `Symptom` section. Delete the signature if such failures are gone.',
    message: ({ text }: { text: string }) =>
      `Signature ${quote(text)} matches nothing known: add a failure to \`matches\`, or delete it`,
  },
  'broad-signature': {
    severity: 'warning',
    what: 'A signature that matches many kinds of failure.',
    why: 'It cannot tell one issue from another. Until it is more specific, it counts only in the issue’s own tests. A failure that many tests share does not belong to this issue either. If the environment causes it, say so with `locus: environment`.',
    message: ({ text, because }: { text: string; because: string }) =>
      `Signature ${quote(text)} is too broad: make it more specific (${because})`,
  },
  'nameless-test': {
    severity: 'warning',
    what: 'A test without `name`, of an open issue or in a suite that has measured runs.',
    why: 'Flakebook finds a test in a run by its name, so this one has no measured failures and no rate. Add the name that the runner reports. A job that fails as a whole has `subject: job` and no tests.',
    message: () => 'No run can ever match this test: add its `name`, as the test runner reports it',
  },
  'unseen-name': {
    severity: 'warning',
    what: 'A test name that no measured run of its suite has shown.',
    why: 'Flakebook cannot find failures and rates of the test under this name. It is misspelt, or somebody renamed, moved or removed the test. Use the name that the runner reports, keep the old one in `aliases`, or write `test-removed`.',
    message: ({ name, suite, suggestion }: { name: string; suite: string; suggestion?: string }) =>
      `No run of ${suite} has the test ${quote(name)}: ${suggestion === undefined ? 'correct its name' : `did you mean ${quote(suggestion)}?`}`,
  },
  'ambiguous-name': {
    severity: 'warning',
    what: 'A test name that fits several tests of the measured runs.',
    why: 'Flakebook cannot tell the failures of these tests apart, so the test has no rate. Write the whole name, with its file or containers, as `flakebook detect` prints it.',
    message: ({ name, suite }: { name: string; suite: string }) =>
      `Name ${quote(name)} fits several tests of ${suite}: add its file or containers`,
  },
} satisfies RuleTable;

/** Makes findings about signatures and names of tests. */
export const finding: MakeFinding<typeof SIGNATURE_RULES> = makeFinding;

/** The first line of a text, quoted for a sentence. */
function quote(text: string): string {
  return quoteText(firstLine(text, 80));
}
