import type { Finding } from '../../core/finding.ts';
import { type Description, describeSignature, describeSymptom } from '../descriptions.ts';
import { readMessage } from '../message.ts';
import type { IssueLooks, PlacedSignature } from './issue-looks.ts';
import { finding } from './rules.ts';

/** What is wrong with an issue's signatures by the issue alone. */
export function checkOwnLooks(looks: IssueLooks): Finding[] {
  const described = looks.signatures.map((signature) => ({
    signature,
    description: describeSignature(signature)[0],
  }));
  return [
    ...described.flatMap(({ signature, description }) =>
      description ? checkSignature(signature, description, looks.file) : [],
    ),
    ...unmatchedSymptoms(looks),
  ];
}

function checkSignature(signature: PlacedSignature, description: Description, file: string): Finding[] {
  const { text } = description;
  const { place } = signature;
  const fits = (specimen: string) => description.findIn(readMessage(specimen)) !== undefined;
  const generic = description.genericText();
  return [
    ...signature.matches.flatMap((specimen, i): Finding[] =>
      fits(specimen)
        ? []
        : [{ ...finding('unmatched-specimen', signature.matchPlaces[i] ?? place, { text, specimen }), file }],
    ),
    ...signature.rejects.flatMap((specimen, i): Finding[] =>
      fits(specimen)
        ? [{ ...finding('matched-reject', signature.rejectPlaces[i] ?? place, { text, specimen }), file }]
        : [],
    ),
    ...(generic === undefined
      ? []
      : [
          {
            ...finding('broad-signature', place, { text, because: genericReason(generic, fits(generic)) }),
            file,
          },
        ]),
  ];
}

function genericReason(generic: string, isMatched: boolean): string {
  return isMatched
    ? `it matches \`${generic}\`, as many kinds of failure do`
    : `but for its values it says no more than \`${generic}\`, as many kinds of failure do`;
}

/** Symptoms of one test, or of the issue, of which no signature matches any: the signatures miss what they are for. */
function unmatchedSymptoms({ file, signatures, symptoms }: IssueLooks): Finding[] {
  const [first] = signatures;
  if (!first) return [];
  const descriptions = signatures.flatMap((signature) => describeSignature(signature));
  const saying = symptoms.filter(({ text }) => describeSymptom(text).length > 0);
  const groups = [...Map.groupBy(saying, ({ letter }) => letter).values()];
  return groups.flatMap((group): Finding[] => {
    const messages = group.map(({ text }) => readMessage(text));
    const isMatched = messages.some((message) => descriptions.some((one) => one.findIn(message)));
    const [symptom] = group;
    if (isMatched || !symptom) return [];
    const related = [{ file, place: symptom.place, message: 'The symptom' }];
    return [{ ...finding('unmatched-symptom', first.place, { symptom: symptom.text }), file, related }];
  });
}

/** Whether a finding about the issue's symptoms says already that a signature matches nothing. */
export function hasUnmatchedSymptom(looks: IssueLooks): boolean {
  return unmatchedSymptoms(looks).length > 0;
}
