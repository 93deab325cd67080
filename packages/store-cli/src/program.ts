import { Command } from '@commander-js/extra-typings';
import { addArtifacts } from './commands/artifacts.ts';
import { addCopy } from './commands/copy.ts';
import { addEvents } from './commands/events.ts';
import { examples } from './commands/examples.ts';
import { addExport } from './commands/export.ts';
import { addImport } from './commands/import.ts';
import { addInspect } from './commands/inspect.ts';
import { addLedger } from './commands/ledger.ts';
import { addSearch } from './commands/search.ts';
import { addSnapshot } from './commands/snapshot.ts';
import { addVerify } from './commands/verify.ts';
import type { Context } from './context.ts';

/** Columns of a help text: what is wider is hard to read. */
const HELP_WIDTH = 80;

const EXIT_CODES = `
Exit codes:
  0  all is well               4  another process holds the store; try again
  1  findings, or a failure    5  what is there already is in the way
  2  wrong call                6  the store is damaged
  3  not found                 7  the adapter is missing, or too old
  130, 143  stopped by Ctrl-C (after --follow: 0), or by a request to terminate`;

/** The whole tool: what it writes goes to the context, and nothing ends the process. */
export function createProgram(context: Context, version: string): Command {
  const { stdout, stderr } = context.terminal;
  const program = new Command('cw-store')
    .description('Looks into stores of @cw/store-core on disk, checks, copies, exports and fills them.')
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show the help of a command')
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ styleTitle: context.colours.strong, subcommandTerm: (command) => command.name() })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      // The help, where a command is missing.
      writeErr: (text) => void stderr.write(text),
      // Told by whoever catches the error, in the form that was asked for.
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(context.out.width ?? HELP_WIDTH, HELP_WIDTH),
      getErrHelpWidth: () => Math.min(context.err.width ?? HELP_WIDTH, HELP_WIDTH),
      // `styleTitle` asks the stream itself.
      getOutHasColors: () => true,
    });
  program.commandsGroup('Look into a store:');
  addInspect(program, context);
  addEvents(program, context);
  addLedger(program, context);
  addArtifacts(program, context);
  addSearch(program, context);
  program.commandsGroup('Keep a store:');
  addVerify(program, context);
  addCopy(program, context);
  addSnapshot(program, context);
  addExport(program, context);
  addImport(program, context);
  program.commandsGroup('Commands:');
  return program.addHelpText('after', `${examples('inspect agent.db', 'events agent.db --follow', 'copy agent.db backup/')}\n${EXIT_CODES}`);
}
