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

/** One piece of work with two estimates: the one that only one line has, where at least two have the other. */
export function* auditEstimates(claims: readonly Claim[]): Generator<Contradiction> {
  const estimates = claims.flatMap((claim) => (claim.kind === 'estimate' ? [claim] : []));
  for (const group of Map.groupBy(estimates, ({ work }) => work).values()) {
    const values = [...Map.groupBy(group, ({ duration }) => formatDuration(duration)).values()];
    const [main, other] = values.sort((a, b) => b.length - a.length);
    const [first] = main ?? [];
    const [odd] = other ?? [];
    if (!main || !first || !odd || values.length !== 2 || main.length < 2 || other?.length !== 1) continue;
    yield {
      ruleId: 'audit-same',
      place: odd.place,
      said: odd.text,
      expected: formatDuration(first.duration),
      because: `as line ${first.place.start.line} says of \`${odd.work}\``,
      reasoning: [
        `Lines ${main.map(({ place }) => place.start.line).join(', ')} give \`${odd.work}\` ${formatDuration(first.duration)}, line ${odd.place.start.line} ${formatDuration(odd.duration)}.`,
      ],
      related: [{ place: first.place, message: 'The other value' }],
    };
  }
}
