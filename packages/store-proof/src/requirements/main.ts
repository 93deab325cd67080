// `pnpm requirements`: writes what the documentation tells of the kit.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DOCUMENTS } from './documents.ts';

for (const { file, text } of DOCUMENTS) {
  writeFileSync(file, text);
  console.log(`written: ${fileURLToPath(file)}`);
}
