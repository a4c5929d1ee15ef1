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
