import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { DOCUMENTS } from '../src/requirements/documents.ts';

test.each(DOCUMENTS.map(({ file, text }) => [basename(file.pathname), file, text] as const))('docs/%s is what the kit says of itself; else run `pnpm requirements`', async (_name, file, text) => {
  expect(await readFile(file, 'utf8')).toBe(text);
});
