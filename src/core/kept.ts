/**
 * A function that keeps what it made of its last argument, told by identity. For what depends on the book alone and costs
 * more than its use, such as the schema of a book's issues: a process reads thousands of records of one book in a row.
 */
export function ofLast<Argument, Result>(
  make: (argument: Argument) => Result,
): (argument: Argument) => Result {
  let last: { readonly argument: Argument; readonly result: Result } | undefined;
  return (argument) => {
    if (last?.argument !== argument) last = { argument, result: make(argument) };
    return last.result;
  };
}

/** A function that makes its answer when it is first asked, and keeps it. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What a map has at a key; where it has nothing, that is made and put there. */
export function atKey<Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: (key: Key) => Value,
): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make(key);
  map.set(key, made);
  return made;
}

/**
 * A function that keeps all that it made, by its argument.
 * @param most so much at a time: then it begins anew, so that memory stays small.
 * @param sizeOf how much an argument is of it.
 */
export function remembered<Argument, Result>(
  make: (argument: Argument) => Result,
  most = Number.POSITIVE_INFINITY,
  sizeOf: (argument: Argument) => number = () => 1,
): (argument: Argument) => Result {
  const made = new Map<Argument, Result>();
  let size = 0;
  const add = (argument: Argument) => {
    const own = sizeOf(argument);
    if (size + own > most) {
      made.clear();
      size = 0;
    }
    size += own;
    return make(argument);
  };
  return (argument) => atKey(made, argument, add);
}
