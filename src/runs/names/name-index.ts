import { atKey } from '../../core/kept.ts';
import { compareTies, type Tie, tieOf } from './name-ties.ts';
import type { TestName } from './test-name.ts';

export interface TiedName {
  readonly name: TestName;
  readonly tie: Tie;
}

/** A word of names, which are read from their ends. Names stand under the last segment of their file, which agreeing files share. */
interface Node {
  readonly next: Map<string, Node>;
  /** Names that go through here or end here; names whose words, with or without their file's, end here. */
  readonly through: Map<string, TestName[]>;
  readonly ends: Map<string, TestName[]>;
}

/** Names that are looked at in one place for one name: what ends more names than these is nobody's name. */
const MANY = 2000;

/** Finds names that may be those of one test by their last words, so that not every name is held against every other. */
export class NameIndex {
  private readonly root = makeNode();

  add(name: TestName): void {
    const file = lastSegment(name.file);
    let node = this.root;
    for (let i = name.words.length - 1; i >= 0; i -= 1) {
      node = atKey(node.next, name.words[i] as string, makeNode);
      atKey(node.through, file, () => []).push(name);
      if (i === name.start || i === 0) atKey(node.ends, file, () => []).push(name);
    }
  }

  /** The other names that tie, as far as they are accepted; the best first, of which several may be as good. */
  find(name: TestName, accepts: (tied: TiedName) => boolean = () => true): TiedName[] {
    const found: TiedName[] = [];
    for (const other of new Set(this.candidates(name))) {
      const tie = other === name ? undefined : tieOf(name, other);
      if (tie && accepts({ name: other, tie })) found.push({ name: other, tie });
    }
    return found.sort((a, b) => compareTies(a.tie, b.tie));
  }

  private *candidates(name: TestName): Generator<TestName> {
    const file = name.file === '' ? undefined : lastSegment(name.file);
    let node: Node | undefined = this.root;
    for (let i = name.words.length - 1; i >= name.start; i -= 1) {
      node = node.next.get(name.words[i] as string);
      if (!node) return;
      yield* ofFile(i === name.start ? node.through : node.ends, file);
    }
  }
}

/** The best of ties in order, all of them as good. */
export function bestOf(found: readonly TiedName[]): readonly TiedName[] {
  const [first] = found;
  return first ? found.filter(({ tie }) => compareTies(tie, first.tie) === 0) : [];
}

function* ofFile(names: ReadonlyMap<string, readonly TestName[]>, file: string | undefined) {
  let left = MANY;
  const lists = file === undefined ? names.values() : [names.get(file) ?? [], names.get('') ?? []];
  for (const list of lists)
    for (const name of list) {
      if (left === 0) return;
      left -= 1;
      yield name;
    }
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function makeNode(): Node {
  return { next: new Map(), through: new Map(), ends: new Map() };
}
