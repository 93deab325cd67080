import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { missingLine } from './expected-output.ts';
import type { Step } from './guide-steps.ts';
import { runScript, type Stranger } from '../packed/shell.ts';

/** Does in a folder what a guide says. @throws Error that names the line of the guide where something else happened, with all output. */
export async function replay(steps: readonly Step[], folder: string, stranger: Stranger): Promise<void> {
  for (const step of steps) {
    if (step.kind === 'file') {
      await mkdir(dirname(join(folder, step.path)), { recursive: true });
      await writeFile(join(folder, step.path), step.content);
      continue;
    }
    const { code, output } = await runScript(step.script, folder, stranger);
    const problem = (code === 0) === step.fails ? `exit code ${code}` : missingLine(step.output, output);
    if (problem !== null) throw new Error(`line ${step.line} of the guide: ${step.script}\ndid not end as it says: ${problem}\n\n${output}`);
  }
}
