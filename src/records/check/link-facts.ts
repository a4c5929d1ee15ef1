import type { Finding, Place } from '../../core/finding.ts';
import type { Facts } from './facts.ts';

/**
 * What other files see of a file: the same however its lines move and how often it uses a name, so that what was found
 * about the whole book still holds. Each place is a number, in a column that no file has.
 */
export interface NumberedFacts {
  readonly facts: Facts;
  /** By number, the places that it stands for: a name that is used again has several. */
  readonly places: readonly (readonly Place[])[];
}

/** @param facts of which the dates are left out: they are no links. */
export function numberFacts({ newest: _, untils: __, title: ___, ...facts }: Facts): NumberedFacts {
  const { number, places } = numbering();
  const uses = new Map<string, { use: Facts['uses'][number]; places: Place[] }>();
  for (const use of facts.uses) {
    const key = `${use.what}:${use.id}${use.isGuess ? '?' : ''}`;
    const known = uses.get(key);
    if (known) known.places.push(use.place);
    else uses.set(key, { use, places: [use.place] });
  }
  return {
    facts: {
      ...facts,
      title: '',
      untils: [],
      declares: facts.declares.map((one) => ({ ...one, place: number(one.place) })),
      uses: [...uses.values()].map(({ use, places: all }) => ({ ...use, place: number(...all) })),
      sames: facts.sames.map((one) => ({ ...one, place: number(one.place) })),
      ...(facts.size ? { size: { ...facts.size, place: number(facts.size.place) } } : {}),
      claims: facts.claims.map((one) => ({ ...one, place: number(one.place) })),
    },
    places,
  };
}

/** Gives numbers for places, and keeps what they stand for. */
export function numbering(): { number(...places: readonly Place[]): Place; readonly places: Place[][] } {
  const places: Place[][] = [];
  return {
    places,
    number(...some) {
      const point = { line: places.push([...some]) - 1, column: 0 };
      return { start: point, end: point };
    },
  };
}

/**
 * The findings that a finding with numbered places stands for.
 * @param placesOf what the numbers of a file stand for.
 */
export function atRealPlaces(
  finding: Finding,
  placesOf: (file: string) => NumberedFacts['places'],
): Finding[] {
  const real = (file: string, place: Place): readonly Place[] => {
    if (place.start.column !== 0) return [place];
    const places = placesOf(file)[place.start.line];
    if (!places) throw new Error(`The place ${place.start.line} of ${file} is not known.`);
    return places;
  };
  const related = finding.related?.map((other) => ({
    ...other,
    place: real(other.file, other.place)[0] ?? other.place,
  }));
  return real(finding.file, finding.place).map((place) => ({ ...finding, place, related }));
}
