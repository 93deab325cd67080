import { type CommandLine, parseCommandLine, USAGE, UsageError } from './command-line.ts';
import { DemoError } from './demo-error.ts';
import { describeError } from './describe-error.ts';
import { runDemo } from './run-demo.ts';
import { runImport } from './run-import.ts';
import { makeStorePlace } from './store-place.ts';
import { seconds } from './text/amounts.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const commandLine = parseCommandLine(args);
    if (commandLine.help) {
      console.log(USAGE);
      return 0;
    }
    return await run(commandLine);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`demo: ${error.message}\n\n${USAGE}`);
      return 2;
    }
    console.error(`demo: ${describeError(error)}`);
    return 1;
  }
}

async function run({ adapter, importFile, store, keep }: CommandLine): Promise<number> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new DemoError(`stopped by ${name}`)));
  await using place = await makeStorePlace({ adapter, store, keep });
  const before = performance.now();
  const well = importFile === undefined ? await runDemo(place, stop.signal) : await runImport(place, importFile, stop.signal);
  console.log(`\n${well ? 'All is well' : 'Something is wrong, see above'}, after ${seconds(performance.now() - before)}.`);
  return well ? 0 : 1;
}
