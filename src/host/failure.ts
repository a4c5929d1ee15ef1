/** The world does not allow what was asked, or it was asked wrongly: one sentence for the user, exit code 2. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
