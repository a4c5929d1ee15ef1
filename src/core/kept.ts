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
 * @param most so many at a time: then it begins anew, so that memory stays small.
 */
export function remembered<Argument, Result>(
  make: (argument: Argument) => Result,
  most = Number.POSITIVE_INFINITY,
): (argument: Argument) => Result {
  const made = new Map<Argument, Result>();
  return (argument) => {
    if (made.size >= most && !made.has(argument)) made.clear();
    return atKey(made, argument, make);
  };
}
