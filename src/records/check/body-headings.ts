import type { Root } from 'mdast';
import type { Place } from '../../core/place.ts';
import { placeOf } from './node-place.ts';
import { readHeading, type SectionHeading } from './read-body.ts';

export interface PlacedHeading extends SectionHeading {
  readonly place: Place;
}

/** The headings that begin the sections of a body, in its order. */
export function bodyHeadings(body: Root | undefined): PlacedHeading[] {
  return (body?.children ?? []).flatMap((node) =>
    node.type === 'heading' && node.depth <= 2 ? [{ ...readHeading(node), place: placeOf(node) }] : [],
  );
}
