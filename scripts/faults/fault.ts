/** A mistake that somebody could make: one text of a source file in place of another. */
export interface Fault {
  /** What goes wrong, as a reader of the product would see it. */
  readonly says: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Test files or folders beside the golden ones that should catch it; those of the folder unless given. */
  readonly tests?: readonly string[];
}
