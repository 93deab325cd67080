import { parseArgs } from 'node:util';
import { type AdapterName, ADAPTERS, isAdapterName } from './adapters.ts';

export interface CommandLine {
  readonly adapter: AdapterName;
  /** The chat file to record instead of running the agent. */
  readonly importFile: string | undefined;
  /** Where the store shall be. Undefined: in a temporary folder. */
  readonly store: string | undefined;
  readonly keep: boolean;
  readonly help: boolean;
}

/** Arguments that the demo does not take; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE: string = `Usage: pnpm demo [--adapter ${ADAPTERS.join('|')}] [--import FILE] [--store PATH] [--keep]

Runs a small agent whose tools are real commands on this workspace, and records everything it does. In the middle of its
run the agent kills its own process; a new process goes on from the ledger, finishes and verifies the store.

  --adapter NAME  which store: ${ADAPTERS.join(', ')} (default: ${ADAPTERS[0]})
  --import FILE   record the chat transcripts of a file instead, each session in a scope of its own
  --store PATH    where to keep the store (default: a temporary folder, removed at the end); a run that was
                  interrupted there is continued
  --keep          keep the temporary folder
  --help          this text

Exit code: 0 all is well; 1 something failed, was lost or did not verify; 2 wrong arguments.
Set NO_COLOR for plain text.`;

/** @throws UsageError */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values } = parse(args);
  const adapter = values.adapter ?? ADAPTERS[0];
  if (adapter === undefined || !isAdapterName(adapter)) throw new UsageError(`--adapter: must be one of ${ADAPTERS.join(', ')}, not ${JSON.stringify(adapter)}`);
  if (adapter === 'memory' && (values.store !== undefined || values.keep)) throw new UsageError('--store and --keep: the memory adapter keeps nothing');
  if (values.store !== undefined && values.keep) throw new UsageError('--keep: what --store names is always kept');
  for (const name of ['store', 'import'] as const) if (values[name] === '') throw new UsageError(`--${name}: must not be empty`);
  return { adapter, importFile: values.import, store: values.store, keep: values.keep, help: values.help };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      // `pnpm demo -- --help` hands the two dashes on.
      args: args[0] === '--' ? args.slice(1) : [...args],
      options: {
        adapter: { type: 'string' },
        import: { type: 'string' },
        store: { type: 'string' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
