import type { Claim, Contradiction } from '../claim.ts';
import { formatDuration, isSameDuration } from '../read/durations.ts';

/** Work that a horizon is said to take in all, against what its entries add up to elsewhere in the document. */
export function* auditEfforts(claims: readonly Claim[]): Generator<Contradiction> {
  const efforts = claims.flatMap((claim) => (claim.kind === 'effort' ? [claim] : []));
  for (const said of efforts) {
    if (said.source !== 'said') continue;
    const sums = efforts.filter(
      ({ source, horizon, duration }) =>
        source === 'summed' && horizon === said.horizon && duration.unit === said.duration.unit,
    );
    const [first] = sums;
    if (!first || sums.some(({ duration }) => isSameDuration(duration, said.duration))) continue;
    yield {
      ruleId: 'audit-sum',
      place: said.place,
      said: said.text,
      expected: formatDuration(first.duration),
      because: `the entries of \`${first.text.trim()}\` take so long`,
      reasoning: [
        `The entries below line ${first.place.start.line} add up to ${formatDuration(first.duration)}.`,
      ],
      related: [{ place: first.place, message: 'The entries stand here' }],
    };
  }
}
