import { CommanderError } from '@commander-js/extra-typings';
import { packageOf } from './adapter/package-version.ts';
import { Context } from './context.ts';
import { type CliError, usageError } from './errors/cli-error.ts';
import { EXIT, type ExitCode } from './errors/exit-code.ts';
import { type ErrorReport, reportOf } from './errors/report.ts';
import { coloursFor } from './output/colours.ts';
import { OutputClosedError } from './output/output.ts';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/** Runs one call of the tool, and gives its exit code. Everything that goes wrong is told on stderr; nothing is thrown. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const context = new Context(terminal);
  try {
    const self = await packageOf(import.meta.url);
    await createProgram(context, self?.version ?? 'unknown').parseAsync(args, { from: 'user' });
    await context.out.flush();
    return context.exitCode;
  } catch (error) {
    return await fail(context, error, asksForJson(args));
  }
}

async function fail(context: Context, error: unknown, json: boolean): Promise<ExitCode> {
  if (error instanceof OutputClosedError) return context.exitCode;
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
  // The help has been shown instead of what was missing.
  if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
  const report = reportOf(toldOf(error, context.signal));
  try {
    await tell(context, report, json);
  } catch (cause) {
    // There is nobody left to tell.
    if (!(cause instanceof OutputClosedError)) throw cause;
  }
  return report.exitCode;
}

/** What was really meant. */
function toldOf(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof CommanderError) return usage(error);
  // Core tells of a source that failed; here it only stopped.
  if (signal.aborted && error instanceof Error && error.cause === signal.reason) return signal.reason;
  return error;
}

function usage({ message }: CommanderError): CliError {
  const [problem = '', suggestion] = message.replace(/^error: /, '').split('\n');
  return usageError(problem, suggestion?.replace(/^\((.*)\)$/, '$1') ?? '`cw-store help COMMAND` shows what a command takes');
}

async function tell({ err, terminal }: Context, { code, message, hint, details }: ErrorReport, json: boolean): Promise<void> {
  if (json) {
    await err.json({ error: { code, message, ...(hint === undefined ? {} : { hint }), details } });
    return;
  }
  const { bad, dim } = coloursFor(terminal.stderr);
  await err.line(`cw-store: ${bad(code)}: ${message}`);
  for (const line of hint?.split('\n') ?? []) await err.line(dim(`  ${line}`));
}

/** Before the arguments are understood, which they may not be. */
function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes('--json');
}
