import { UNDATED } from '../core/calendar.ts';
import { UserError } from '../host/user-error.ts';
import { FORM_TITLE, readForm } from '../pages/issue-form.ts';
import { isTerminal, openQuestions } from './ask.ts';
import type { Options } from './commands.ts';
import { type Io, readText } from './io.ts';
import { checkBook, EXIT, refuseDamage, refuseSettings, withWorkspace } from './session.ts';
import { tellWritten, wantedEditor } from './tell-written.ts';

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
