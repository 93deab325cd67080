import { importTranscriptFile } from '@cw/store-cli/transcripts';
import { openLocation } from './adapters.ts';
import { examineStore } from './examine-store.ts';
import { artifactTable, integrity, recorded } from './report.ts';
import type { StorePlace } from './store-place.ts';
import { count, seconds } from './text/amounts.ts';
import { heading } from './text/heading.ts';
import { quote } from './text/quote.ts';

/** Progress is told once this many milliseconds. */
const PROGRESS_INTERVAL = 1000;

/** Records a chat file and prints what came of it. Gives whether all is well: every line recorded, nothing found by verify. */
export async function runImport(place: StorePlace, file: string, signal: AbortSignal): Promise<boolean> {
  console.log(heading(`Records the sessions of ${file}`));
  console.log(`\nstore: ${place.location.adapter}, ${place.description}`);
  await using store = await openLocation(place.location);
  const begun = performance.now();
  let told = begun;
  let sessions = 0;
  let badLines = 0;
  const onSession = (scope: string): void => {
    sessions += 1;
    if (performance.now() - told < PROGRESS_INTERVAL) return;
    told = performance.now();
    console.log(`  ${count(sessions, 'session')} after ${seconds(told - begun)}, the last one as ${scope}`);
  };
  const onRefused = (line: number, reason: string): void => {
    badLines += 1;
    console.error(`not recorded: ${file}:${line}: ${reason}`);
  };
  await importTranscriptFile(store, file, { onSession, onRefused, signal });
  const time = performance.now() - begun;
  const summary = await examineStore(store);
  console.log(`  ${count(sessions, 'session')} in ${seconds(time)}, ${count(badLines, 'bad line')}, ${count(summary.scopes, 'scope')}`);
  console.log(`\n${heading('What was recorded')}\n${recorded(summary)}`);
  const largest = summary.artifacts.toSorted((a, b) => b.sizeBytes - a.sizeBytes)[0];
  if (largest !== undefined) {
    const outline = await store.withScope(largest.scope).artifacts.drilldown(largest.handle, { type: 'outline' });
    console.log(`\n${heading('The largest tool result')}\n${artifactTable({ ...summary, artifacts: [largest] })}  in scope ${largest.scope}`);
    console.log(quote(outline, '    | '));
  }
  console.log(`\n${heading('Is it whole')}\n${integrity(summary)}`);
  return badLines === 0 && summary.findings.length === 0;
}
