import { CommandFailure, type Measured, measure } from './measure.ts';
import { type Result, type Step, summarize } from './results.ts';
import type { Subject } from './subject.ts';

/**
 * Measures all subjects in rounds, each step of each subject once a round: what else the machine does in the meantime
 * then falls on all of them alike, and the ratios stay fair. A subject that fails is noted and left out from there on.
 */
export async function measureRounds(
  subjects: readonly Subject[],
  { records, repeat }: { readonly records: number; readonly repeat: number },
  notes: string[],
): Promise<Result[]> {
  const runs = new Map(subjects.map((subject) => [subject, new Map<Step, Measured[]>()]));
  for (let round = 1; round <= repeat; round += 1) {
    for (const [subject, steps] of runs) {
      try {
        await measureSubject(subject, steps, `${records} records, round ${round} of ${repeat}`);
      } catch (error) {
        if (!(error instanceof CommandFailure)) throw error;
        notes.push(`${subject.tool} ${subject.command} failed: ${error.message}`);
        runs.delete(subject);
      }
    }
  }
  return [...runs].flatMap(([{ tool, command }, steps]) =>
    [...steps].map(([step, measured]) => ({
      records,
      tool,
      command,
      step,
      runs: measured,
      median: summarize(measured),
    })),
  );
}

async function measureSubject(subject: Subject, steps: Map<Step, Measured[]>, round: string): Promise<void> {
  for (const step of subject.steps) {
    process.stderr.write(`bench: ${round}, ${subject.tool} ${subject.command}, ${step}\n`);
    subject.prepare(step);
    await pause();
    steps.set(step, [...(steps.get(step) ?? []), await measure(subject.run)]);
  }
}

/** A file written in the same moment as the run before is read again to be sure: nobody edits that fast. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 120));
}
