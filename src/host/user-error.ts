/** A command cannot do what was asked: one sentence that says why and what to do. The exit code is 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** What another program said about it, in lines. */
  readonly log: string | undefined;

  constructor(message: string, log?: string) {
    super(message);
    this.log = log;
  }
}
