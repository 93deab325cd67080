import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import { outlivesClose } from '../prerequisites.ts';
import { fill } from '../samples.ts';

/** What opening makes of data that another version wrote. */
export const openFormatCases: readonly ConformanceCase[] = [
  defineCase('open.format.newer', 'open.format', 'a store that a newer version wrote is refused with SCHEMA_VERSION, for reading too', async (kit) => {
    if (!(await outlivesClose(kit))) return;
    const store = await kit.open();
    await fill(store);
    await store.close();
    await kit.damage({ kind: 'newer-format' });
    const error = await kit.expect.rejects(async () => await kit.open(), 'SCHEMA_VERSION', 'opening a store of a newer format');
    kit.expect.equal(error.name, 'SchemaVersionError', 'name of the error');
    if (kit.readOnly) await kit.expect.rejects(async () => await kit.open({ readOnly: true }), 'SCHEMA_VERSION', 'opening it for reading');
  }, 'durable'),
];
