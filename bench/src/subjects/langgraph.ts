import { join } from 'node:path';
import { loadPeer } from '../../peers/load.ts';
import { words } from '../data.ts';
import { type Contestant, repeating } from '../contestant.ts';

interface Config {
  readonly configurable: { readonly thread_id: string; readonly checkpoint_ns: string; readonly checkpoint_id?: string };
}

interface Saver {
  readonly db: { close(): void; pragma(source: string): unknown };
  setup(): void;
  put(config: Config, checkpoint: object, metadata: object): Promise<Config>;
  getTuple(config: Config): Promise<unknown>;
  list(config: Config): AsyncIterable<unknown>;
}

interface LangGraphSqlite {
  readonly SqliteSaver: { fromConnString(file: string): Saver };
}

interface Checkpoints {
  uuid6(clock: number): string;
}

const NAME = 'langgraph-checkpoint-sqlite';

const SAID = Array.from({ length: 997 }, (_, n) => words(n, 30));

/** The state that one step of an agent leaves behind: what both sides save. */
export function stateOf(n: number): { readonly messages: readonly { readonly role: string; readonly content: string }[]; readonly step: number } {
  return { messages: [{ role: 'user', content: SAID[n % SAID.length] ?? '' }, { role: 'assistant', content: SAID[(n + 1) % SAID.length] ?? '' }], step: n };
}

/** Saves one checkpoint after the other of a thread. */
export function langgraphPuts(durability: 'power' | 'process'): Contestant {
  return {
    name: NAME,
    async open({ folder }) {
      const { saver, save } = await openSaver(folder, durability);
      let n = 0;
      return repeating(async () => await save('thread', (n += 1)), async () => saver.db.close());
    },
  };
}

/** Reads the newest checkpoint of one of a hundred threads, or all of it. */
export function langgraphReads(what: 'latest' | 'all'): Contestant {
  return {
    name: NAME,
    async open({ folder }) {
      const { saver, save } = await openSaver(folder, 'process');
      for (let n = 0; n < 2000; n += 1) await save(`thread-${n % 100}`, n);
      let n = 0;
      return repeating(async () => {
        n += 1;
        const config: Config = { configurable: { thread_id: `thread-${n % 100}`, checkpoint_ns: '' } };
        if (what === 'latest') return await saver.getTuple(config);
        for await (const _ of saver.list(config)) continue;
        return undefined;
      }, async () => saver.db.close());
    },
  };
}

async function openSaver(folder: string, durability: 'power' | 'process'): Promise<{ saver: Saver; save: (thread: string, n: number) => Promise<void> }> {
  const { SqliteSaver } = await loadPeer<LangGraphSqlite>(`@langchain/langgraph-checkpoint-sqlite`);
  const { uuid6 } = await loadPeer<Checkpoints>('@langchain/langgraph-checkpoint');
  const saver = SqliteSaver.fromConnString(join(folder, 'langgraph.db'));
  saver.setup();
  saver.db.pragma(`synchronous = ${durability === 'power' ? 'full' : 'normal'}`);
  const last = new Map<string, string>();
  const save = async (thread: string, n: number): Promise<void> => {
    const before = last.get(thread);
    const id = uuid6(n);
    last.set(thread, id);
    const config: Config = { configurable: { thread_id: thread, checkpoint_ns: '', ...(before === undefined ? {} : { checkpoint_id: before }) } };
    const checkpoint = { v: 4, id, ts: '2026-01-01T00:00:00.000Z', channel_values: stateOf(n), channel_versions: { messages: n }, versions_seen: {} };
    await saver.put(config, checkpoint, { source: 'loop', step: n, parents: {} });
  };
  return { saver, save };
}
