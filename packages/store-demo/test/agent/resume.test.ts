import type { Store } from '@cw/store-core';
import { openStore } from '@cw/store-memory';
import { expect, test } from 'vitest';
import { Agent, type Observer } from '../../src/agent/agent.ts';
import type { Turn } from '../../src/agent/plan.ts';
import { inventory } from '../../src/agent/receipt.ts';
import { Recorder } from '../../src/agent/recorder.ts';
import { restoreRun } from '../../src/agent/run-state.ts';
import { compareSurvival } from '../../src/survival.ts';

const PLAN: readonly Turn[] = ['first', 'second'].map((id) => ({
  id,
  question: 'What do the files say?',
  steps: [
    {
      id: `${id}-manifest`,
      tool: 'read_file',
      arguments: { path: 'package.json' },
      mediaType: 'application/json',
      drilldowns: [
        { id: `${id}-manifest:name`, selector: { type: 'json_pointer', pointer: '/name' } },
        { id: `${id}-manifest:missing`, selector: { type: 'json_pointer', pointer: '/nothing' } },
      ],
    },
    { id: `${id}-missing`, tool: 'read_file', arguments: { path: 'no-such-file' }, mediaType: 'text/plain', drilldowns: [] },
  ],
  conclude: (results) => ({ answer: `It is ${results(`${id}-manifest:name`)}.`, facts: { [`${id}.name`]: results(`${id}-manifest:name`) ?? '' } }),
}));

class PowerCut extends Error {}

interface Life {
  readonly acknowledged: Parameters<typeof compareSurvival>[0];
  readonly tools: readonly string[];
  readonly ended: boolean;
}

/** Runs the agent until the store has acknowledged so many writes. */
async function live(store: Store, writes: number): Promise<Life> {
  const acknowledged: Array<Life['acknowledged'][number]> = [];
  const tools: string[] = [];
  const recorder = new Recorder(store, async (receipt) => {
    acknowledged.push(receipt);
    if (acknowledged.length === writes) throw new PowerCut();
  });
  const observer: Observer = {
    turnBegins: async () => undefined,
    toolRan: async (step) => void tools.push(step),
    outputUnderWay: async () => undefined,
    stepDone: async () => undefined,
  };
  const { state } = await restoreRun(store);
  try {
    await new Agent({ plan: PLAN, store, recorder, state, observer }).run();
    return { acknowledged, tools, ended: true };
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
    return { acknowledged, tools, ended: false };
  }
}

/** What a run leaves, without what differs from run to run: the time that a tool took. */
async function traces(store: Store): Promise<unknown> {
  const events = await store.events.all();
  return {
    events: events.map(({ metadata: { milliseconds: _, ...metadata }, ...event }) => ({ ...event, metadata })),
    ledger: (await store.ledger.events()).map(({ createdAt: _, ...event }) => event),
    artifacts: await store.artifacts.listRefs(),
    episodes: await store.episodes.all(),
    facts: await store.facts.all(),
  };
}

test('wherever the agent is cut off, what it recorded is there, nothing is recorded twice, and the end is the same', async () => {
  await using undisturbed = await openStore();
  const whole = await live(undisturbed, Number.POSITIVE_INFINITY);
  const expected = await traces(undisturbed);
  expect(whole.ended).toBe(true);
  expect(whole.acknowledged.length).toBeGreaterThan(40);
  for (let writes = 1; writes <= whole.acknowledged.length; writes++) {
    await using store = await openStore();
    const first = await live(store, writes);
    expect(first.ended).toBe(false);
    const { lost, changed } = compareSurvival(first.acknowledged, await inventory(store));
    expect({ lost, changed }).toEqual({ lost: [], changed: [] });
    const recorded = (await store.events.filterByKind('tool_result')).map(({ id }) => id.replace(/:result$/, ''));
    const second = await live(store, Number.POSITIVE_INFINITY);
    expect(second.tools.filter((step) => recorded.includes(step))).toEqual([]);
    expect(await traces(store)).toEqual(expected);
  }
});

test('what an agent sees of a tool that fails is recorded as its result', async () => {
  await using store = await openStore();
  await live(store, Number.POSITIVE_INFINITY);
  for (const [step, message] of [['first-missing', 'ENOENT'], ['first-manifest:missing', '/nothing']]) {
    const { text, metadata } = await store.events.get(`${step}:result`);
    expect(text).toContain(message);
    expect(metadata).toMatchObject({ ok: false });
  }
});
