import { exportStore, importStore } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { collect } from '../expect.ts';
import { GOLDEN_ARTIFACTS_SHA_256, GOLDEN_EXPORT } from '../golden-export.ts';
import { goldenArtifacts, goldenProgram } from '../golden-program.ts';
import { sha256, utf8 } from '../samples.ts';

/** The oracle: the same operations under the same clock give the same export bytes on every adapter. */
export const transferGoldenCases: readonly ConformanceCase[] = [
  defineCase('transfer.golden.program', 'transfer.oracle', 'a fixed program of operations gives exactly the export that is kept of it', async (kit) => {
    const store = await kit.open();
    await goldenProgram(store, kit.clock);
    kit.expect.equal(await collect(exportStore(store)), GOLDEN_EXPORT, 'the export of the golden program');
  }),
  defineCase('transfer.golden.import', 'transfer.oracle', 'the export that is kept can be imported, and gives itself again', async (kit) => {
    const store = await kit.open();
    await importStore(store, GOLDEN_EXPORT);
    kit.expect.equal(await collect(exportStore(store)), GOLDEN_EXPORT, 'the export of the import');
    kit.expect.equal(await collect(store.verify()), [], 'findings in the import');
  }),
  defineCase('transfer.golden.artifacts', 'transfer.oracle', 'artifacts at the borders of pieces give the export whose hash is kept', async (kit) => {
    const store = await kit.open();
    await goldenArtifacts(store);
    const bytes = utf8((await collect(exportStore(store))).join(''));
    kit.expect.equal(await sha256(bytes), GOLDEN_ARTIFACTS_SHA_256, 'SHA-256 of the export');
  }),
];
