import type { Finding, Store } from '../../contract/store.ts';
import { exportStore, isStoreError } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { collect } from '../expect.ts';
import { outlivesClose } from '../prerequisites.ts';
import { fill, item, ledgerEvent, patterned } from '../samples.ts';

async function fillWell(store: Store): Promise<void> {
  await fill(store);
  await fill(store.withScope('other'));
  await store.artifacts.put('large', patterned(400_000));
  await store.artifacts.put('empty', '');
  await store.events.appendMany(Array.from({ length: 1500 }, (_, index) => item(`e${index}`)));
}

/** The integrity check, and what damage does to reads. */
export const verifyCases: readonly ConformanceCase[] = [
  defineCase('verify.clean', 'verify.silent', 'verify yields nothing where all is well, whatever was replaced, deleted or reset', async (kit) => {
    const store = await kit.open();
    kit.expect.equal(await collect(store.verify()), [], 'findings in an empty store');
    await fillWell(store);
    kit.expect.equal(await collect(store.verify()), [], 'findings in a filled store');
    await store.artifacts.put('large', 'replaced');
    await store.artifacts.delete('empty');
    await store.episodes.delete('ep1');
    await store.facts.delete('f1');
    await store.ledger.reset({ runId: 'run-1' });
    await store.ledger.append(ledgerEvent('l1'));
    await store.withScope('other').ledger.reset();
    kit.expect.equal(await collect(store.withScope('view').verify()), [], 'findings after replacing, deleting and a reset');
  }),
  defineCase('verify.dangling', 'verify.dangling', 'an event that refers to a missing artifact is a finding, DANGLING_ARTIFACT', async (kit) => {
    const store = await kit.open();
    const view = store.withScope('tenant');
    const artifactRef = await view.artifacts.put('gone:1', 'content');
    await store.artifacts.put('gone:1', 'the same handle in another scope does not count');
    await view.events.appendMany([item('without'), item('with', { artifactRef }), item('never', { artifactRef: { ...artifactRef, handle: 'never:1' } })]);
    kit.expect.equal(codes(await collect(store.verify())), ['DANGLING_ARTIFACT'], 'findings: the artifact that never was');
    await view.artifacts.delete('gone:1');
    const findings = await collect(store.verify());
    kit.expect.equal(codes(findings), ['DANGLING_ARTIFACT', 'DANGLING_ARTIFACT'], 'findings after the other was deleted');
    for (const [index, name] of ['gone:1', 'never:1'].entries()) {
      const { where, message } = findings[index] ?? { where: '', message: '' };
      kit.expect.ok(where.includes('tenant'), `where names the scope: ${where}`);
      kit.expect.ok(message.includes(name), `the message names the artifact ${name}: ${message}`);
    }
    await view.artifacts.put('gone:1', 'other content');
    kit.expect.equal(codes(await collect(store.verify())), ['DANGLING_ARTIFACT'], 'findings after the artifact was put anew, with other content');
  }),
  defineCase('verify.broken-off', 'verify.silent', 'verify may be broken off', async (kit) => {
    const store = await kit.open();
    const artifactRef = await store.artifacts.put('gone', 'x');
    await store.events.appendMany([item('a', { artifactRef }), item('b', { artifactRef })]);
    await store.artifacts.delete('gone');
    const seen: Finding[] = [];
    for await (const finding of store.verify()) {
      seen.push(finding);
      break;
    }
    kit.expect.equal(codes(seen), ['DANGLING_ARTIFACT'], 'findings until it was broken off');
    kit.expect.equal(await store.events.append(item('c')), 3, 'an append after that');
  }),
  ...(['artifact-bytes', 'artifact-lost'] as const).map((kind) =>
    damaged(`verify.damage.${kind}`, 'verify.damage', `damage (${kind}) is CORRUPT to whoever reads the artifact, and a finding`, async (kit) => {
      for (const handle of ['large', 'result:1']) await damagedArtifact(kit, kind, handle);
    })),
  damaged('verify.damage.event', 'verify.damage', 'a damaged event is CORRUPT to whoever reads it, and a finding; it is never skipped', async (kit) => {
    const writable = await kit.open();
    await fillWell(writable);
    await writable.close();
    await kit.damage({ kind: 'event', scope: 'default', id: 'e700' });
    const store = await openDamaged(kit);
    if (store === null) return;
    kit.expect.ok(codes(await collect(store.verify())).includes('CORRUPT'), 'verify finds it');
    const reads: readonly (readonly [what: string, read: () => Promise<unknown>])[] = [
      ['get', async () => await store.events.get('e700')],
      ['all', async () => await store.events.all()],
      ['stream', async () => await collect(store.events.stream())],
      ['query', async () => await store.events.query({ since: 600, limit: 200 })],
      ['exportStore', async () => await collect(exportStore(store))],
    ];
    for (const [what, read] of reads) await kit.expect.rejects(read, 'CORRUPT', `${what} of a damaged event`);
    kit.expect.equal((await store.withScope('other').events.all()).length, 2, 'events of another scope');
  }),
];

function codes(findings: readonly Finding[]): string[] {
  return findings.map(({ code }) => code);
}

async function damagedArtifact(kit: CaseContext, kind: 'artifact-bytes' | 'artifact-lost', handle: string): Promise<void> {
  const writable = await kit.open();
  if (!(await writable.artifacts.exists('empty'))) await fillWell(writable);
  const refs = await writable.artifacts.listRefs();
  await writable.close();
  await kit.damage({ kind, scope: 'default', handle });
  const store = await openDamaged(kit);
  if (store === null) return;
  const findings = await collect(store.verify());
  kit.expect.ok(findings.some(({ code, where, message }) => code === 'CORRUPT' && `${where} ${message}`.includes(handle)), `verify finds the damage to ${handle}: ${JSON.stringify(findings)}`);
  const { artifacts } = store;
  await kit.expect.rejects(async () => await artifacts.get(handle), 'CORRUPT', `get of the damaged ${handle}`);
  await kit.expect.rejects(async () => await collect(artifacts.stream(handle)), 'CORRUPT', `stream of the damaged ${handle}`);
  await kit.expect.rejects(async () => await artifacts.drilldown(handle, { type: 'tail', chars: 10_000_000 }), 'CORRUPT', `drilldown into the damaged ${handle}`);
  kit.expect.equal(await artifacts.listRefs(), refs, 'the references, which follow the metadata');
  kit.expect.equal(await artifacts.exists(handle), true, 'exists, which follows the metadata');
  kit.expect.equal((await store.withScope('other').artifacts.get('result:1')).length, 12, 'the artifact of the same handle in another scope');
  await artifacts.put(handle, patterned(10));
  kit.expect.equal(await artifacts.get(handle), patterned(10), `${handle} after it was put anew`);
  await store.close();
}

/** An adapter may find damage when it opens the store: then that is CORRUPT, and it gives no store. */
async function openDamaged(kit: CaseContext): Promise<Store | null> {
  try {
    return await kit.open();
  } catch (error) {
    kit.expect.equal(isStoreError(error) ? error.code : error, 'CORRUPT', 'what opening a damaged store is refused with');
    return null;
  }
}

function damaged(id: string, requirement: string, title: string, run: (kit: CaseContext) => Promise<void>): ConformanceCase {
  return defineCase(id, requirement, title, async (kit) => {
    if (await outlivesClose(kit)) await run(kit);
  }, 'durable');
}
