import { UNDATED } from '../core/calendar.ts';
import { isShippedPattern } from '../host/content-files.ts';
import { editorOf, openEditor } from '../host/editor.ts';
import { wordsOf } from '../host/init-book.ts';
import { UserError } from '../host/user-error.ts';
import { FORM_TITLE, readForm } from '../pages/issue-form.ts';
import { KEY_ID } from '../records/fields/fields.ts';
import { writeScalar } from '../text/write.ts';
import { isTerminal, openQuestions } from './ask.ts';
import type { Options } from './commands.ts';
import { type Io, readText, shown } from './io.ts';
import { checkBook, EXIT, refuseDamage, refuseSettings, withWorkspace } from './session.ts';

/** `flakebook new suite ID` and `new pattern ID`: a record that is sound as it is, to be filled in. */
export function newRecord(
  kind: 'suite' | 'pattern',
  id: string,
  options: Options<'new pattern'>,
  io: Io,
): Promise<number> {
  if (!KEY_ID.test(id))
    throw new UserError(
      `\`${id}\` is no id of a ${kind}: write lower-case words joined by hyphens, such as \`${wordsOf(id) || 'fixed-sleep'}\`.`,
    );
  const editor = wantedEditor(options.edit, io);
  return withWorkspace(options, io, async (workspace) => {
    if (await refuseSettings(await workspace.check(), workspace, io)) return EXIT.findings;
    const { writeNewRecord } = await import('../host/scaffold-issue.ts');
    const book = await workspace.book();
    const { title = nameOf(id), summary = `What happens in ${nameOf(id)}.` } = options;
    const fields = kind === 'suite' ? { title } : { title, summary };
    const lines = Object.entries(fields).map(([key, text]) => `${key}: ${writeScalar(text)}\n`);
    const text = `---\n${lines.join('')}---\n`;
    const path = writeNewRecord(workspace.content, `${kind}s/${id}.md`, text, book);
    const isShipped = kind === 'pattern' && isShippedPattern(id);
    const next =
      kind === 'suite'
        ? 'Add its `size` with a date and the `command` that runs it'
        : `${isShipped ? `It takes the place of \`${id}\` in Flakebook's own catalogue. ` : ''}Say in its \`summary\` what happens, then add its \`signals\` and \`cures\``;
    return tellWritten(path, next, editor, io);
  });
}

/** `fixed-sleep` as a name: `Fixed sleep`. */
function nameOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The editor that `--edit` asks for. Called before anything is written. @throws UserError where there can be none. */
export function wantedEditor(edit: boolean | undefined, io: Io): readonly string[] | undefined {
  if (!edit) return undefined;
  if (!isTerminal(io)) throw new UserError('Leave out --edit: an editor needs a terminal, and here is none.');
  return editorOf(io.env);
}

/** Says what was written and what comes next, and opens it. */
export function tellWritten(
  path: string,
  next: string,
  editor: readonly string[] | undefined,
  io: Io,
): number {
  io.out.say(`Wrote ${shown(io, path)}. ${next}, then run \`flakebook check\`.`);
  if (editor) openEditor(editor, path);
  return EXIT.clean;
}

type NewIssueOptions = Options<'new issue'>;

/** `flakebook new issue`: a record begun with what a person says, or with what the runs show of a test. */
export async function newIssue(title: string | undefined, typed: NewIssueOptions, io: Io): Promise<number> {
  const isAsked = [title, typed.fromTest, typed.fromForm].every((given) => given === undefined);
  const options =
    typed.fromForm !== undefined
      ? await answered(typed.fromForm, typed, io)
      : isAsked && isTerminal(io)
        ? await asked(typed, io)
        : { title, ...typed };
  if (options.rev !== undefined)
    throw new UserError(
      'Leave out --rev: `new issue` writes into the content folder, and --rev reads an older version of it.',
    );
  const editor = wantedEditor(typed.edit, io);
  return withWorkspace(options, io, async (workspace) => {
    const checked = await checkBook(workspace, options);
    if (await refuseSettings(checked, workspace, io)) return EXIT.findings;
    if (options.fromTest !== undefined && (await refuseDamage(checked, workspace, io))) return EXIT.findings;
    const { asOf } = checked;
    if (asOf === UNDATED && options.fromTest !== undefined)
      throw new UserError(
        'Add runs with `flakebook ingest` first: the book has no dated entry and no run yet.',
      );
    const { writeNewIssue } = await import('../host/scaffold-issue.ts');
    const { id, path } = await writeNewIssue(workspace, asOf, options);
    const next =
      options.fromTest === undefined
        ? 'Add its symptom, its causes and its fixes'
        : `Give ${id} a title that says what goes wrong`;
    return tellWritten(path, next, editor, io);
  });
}

/** What a person at the terminal says. */
async function asked(typed: NewIssueOptions, io: Io) {
  const questions = openQuestions(io);
  const title = (await questions.ask('What goes wrong, in a few words?')) || undefined;
  const test =
    title === undefined || typed.test !== undefined
      ? typed.test
      : (await questions.ask('In which test, as your test tool prints it? Enter if you do not know.')) ||
        undefined;
  questions.close();
  return { ...typed, title, test };
}

/** What a form says; options that are typed say it better. */
async function answered(form: string, typed: NewIssueOptions, io: Io) {
  const answers = readForm(await readText(io, form));
  if (answers.title === undefined)
    throw new UserError(`${form} is no issue form of Flakebook: it has no answer to \`${FORM_TITLE}\`.`);
  return { ...answers, ...typed };
}
