import { itemIdIn, qualifiedId } from '../../core/ids.ts';
import type { Place } from '../../core/place.ts';
import type { DataPath } from '../../text/yaml.ts';
import type { Draft } from '../fields/draft.ts';
import type { Decision } from '../issue/decision.ts';
import type { FileContext } from './context.ts';
import type { DeclaredKind, DeclaredName, Same, Use, UseKind } from './facts.ts';

/** Gathers what one file declares and uses, each at the place of a path of its record. */
export interface Collected {
  readonly uses: Use[];
  readonly declares: { name: DeclaredName; place: Place }[];
  readonly sames: Same[];
  place(path: DataPath, part?: 'key' | 'value'): Place;
  use(what: UseKind, id: string | undefined, path: DataPath, part?: 'key'): void;
  useAll(what: UseKind, ids: readonly string[], path: DataPath): void;
  declare(what: DeclaredKind, id: string, path: DataPath): void;
  /** A decision of an issue, or of a suite where no issue is given. */
  decision(decision: Draft<Decision>, issue?: string): void;
}

export function createCollector({ place }: Pick<FileContext, 'place'>): Collected {
  const uses: Use[] = [];
  const declares: Collected['declares'] = [];
  const use: Collected['use'] = (what, id, path, part) => {
    if (id !== undefined) uses.push({ what, id, place: place(path, part) });
  };
  const useAll: Collected['useAll'] = (what, ids, path) => {
    for (const [i, id] of ids.entries()) use(what, id, [...path, i]);
  };
  return {
    uses,
    declares,
    sames: [],
    place,
    use,
    useAll,
    declare: (what, id, path) => {
      declares.push({ name: qualifiedId(what, id), place: place(path, 'key') });
    },
    decision: ({ id, about, covers }, issue) => {
      useAll('issue', about, ['decisions', id, 'about']);
      const fixes = covers.map((fix) => itemIdIn(issue, fix));
      useAll('fix', fixes, ['decisions', id, 'covers']);
    },
  };
}
