import type { Finding } from '@cw/store-core';
import { unseal } from '@cw/store-core/adapter';
import type { Files } from './files.ts';
import { damaged, damageOf, type Findings } from './findings.ts';
import { readPieces } from './load-log.ts';
import { LogScanner } from './log-scanner.ts';

/** Every damaged line of a log; what stands behind the last complete write may be a write under way. */
export async function* verifyLog(files: Files, path: string): Findings {
  const file = files.open(path, 'read');
  if (file === undefined) return;
  const found: Finding[] = [];
  const scanner = new LogScanner(
    {
      batch: (lines) => {
        for (const { number, body } of lines) {
          const where = `${path}:${number}`;
          const finding = damageOf(where, () => void unseal(body, () => where));
          if (finding !== null) found.push(finding);
        }
      },
      damaged: (number, problem) => found.push(damaged(`${path}:${number}`, problem)),
    },
    { position: 0, lines: 0 },
  );
  try {
    for await (const piece of readPieces(files, file, 0)) {
      scanner.feed(piece);
      yield* found.splice(0);
    }
    scanner.finish();
    yield* found;
  } finally {
    files.close(file);
  }
}
