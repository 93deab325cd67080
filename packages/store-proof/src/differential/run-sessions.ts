import { compare, printProgram } from '@cw/store-core/conformance/model';
import type { Program } from '@cw/store-core/conformance/model';
import { startAll } from './run-differential.ts';
import { sessionProgram } from './session-program.ts';

/** After every second session the store is compared whole, and the one that moves is copied to the next adapter. */
const MOVE: Program = [{ kind: 'export' }, { kind: 'reopen', scope: 'default', readOnly: false }, { kind: 'export' }];

/**
 * Records sessions in the OpenAI chat format, one a line, on every adapter, and reads them in many ways: each command must give the
 * same on all. Gives how many commands there were. Rejects with an Error that has the command which tells, and what was different.
 */
export async function runSessions(lines: readonly string[]): Promise<number> {
  const program = lines.flatMap((line, index) => [...sessionProgram(line, `session ${index}`), ...(index % 2 === 1 ? MOVE : [])]);
  const found = await compare(program, await startAll(0));
  if (found === null) return program.length;
  throw new Error(`the adapters do not do the same with recorded sessions:\n\n${printProgram(found.program.slice(-1))}\n  // ${found.problem}`);
}
