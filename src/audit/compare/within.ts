import type { Claim, Contradiction, ShareClaim } from '../claim.ts';
import { formatPercent, printsAs } from '../read/numbers.ts';

/** What one place alone shows: sums and lists that do not come out, shares whose percentage or parts cannot be. */
export function* auditWithin(claims: readonly Claim[]): Generator<Contradiction> {
  for (const claim of claims) {
    if (claim.kind === 'tally' && !claim.holds) {
      const { ruleId, place, text, expected, from, reasoning, related } = claim;
      yield { ruleId, place, said: text, expected, because: from, reasoning, related };
    }
    if (claim.kind === 'share') yield* auditShare(claim);
  }
}

function* auditShare({ part, whole, text, place, percent }: ShareClaim): Generator<Contradiction> {
  if (part > whole) {
    yield {
      ruleId: 'audit-part',
      place,
      said: text,
      expected: `at most ${whole}`,
      because: 'a part is no more than its whole',
      reasoning: [`\`${text}\` is read as ${part} of ${whole}.`],
      related: [],
    };
    return;
  }
  if (!percent || printsAs(part, whole, percent)) return;
  if (percent.takesRest && printsAs(whole - part, whole, percent)) return;
  yield {
    ruleId: 'audit-share',
    place: percent.place,
    said: percent.text,
    expected: formatPercent(part, whole, percent.decimals),
    because: `that is ${part} of ${whole}`,
    reasoning: [
      `\`${percent.text}\` stands beside \`${text}\`.`,
      `${part}/${whole} = ${formatPercent(part, whole, 3)}; rounded or cut to ${percent.decimals} digits it is not ${percent.text}.`,
    ],
    related: [],
  };
}
