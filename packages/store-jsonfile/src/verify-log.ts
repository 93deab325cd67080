import type { Finding } from '@cw/store-core';
import { Breather, unseal } from '@cw/store-core/adapter';
import type { Files } from './files.ts';
import { damaged, damageOf, type Findings } from './findings.ts';
import { FoundLines } from './found-lines.ts';
import { readPieces } from './log-pieces.ts';
import { type LogLine, LogScanner } from './log-scanner.ts';

/** Every damaged line of a log, whatever its index file says; what stands behind the last complete write may be a write under way. */
export async function* verifyLog(files: Files, path: string): Findings {
  const file = files.open(path, 'read');
  if (file === undefined) return;
  const found = new FoundLines();
  const scanner = new LogScanner(found, { position: 0, lines: 0 });
  const breather = new Breather();
  try {
    for await (const piece of readPieces(files, file, 0)) {
      scanner.feed(piece);
      yield* damagedLines(found, path, breather);
    }
    scanner.finish();
    yield* damagedLines(found, path, breather);
  } finally {
    files.close(file);
  }
}

async function* damagedLines(found: FoundLines, path: string, breather: Breather): Findings {
  for (const lines of found.take()) {
    if ('problem' in lines) yield damaged(`${path}:${lines.number}`, lines.problem);
    else yield* damageIn(lines, path);
    await breather.breathe();
  }
}

function* damageIn(lines: readonly LogLine[], path: string): Generator<Finding, void, undefined> {
  for (const { number, body } of lines) {
    const where = `${path}:${number}`;
    const finding = damageOf(where, () => void unseal(body, () => where));
    if (finding !== null) yield finding;
  }
}
