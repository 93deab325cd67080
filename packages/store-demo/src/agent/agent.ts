import type { JsonObject, Store, StoredItem } from '@cw/store-core';
import { excerpt } from '@cw/store-cli/transcripts';
import type { Conclusion, Step, Turn } from './plan.ts';
import type { Recorder } from './recorder.ts';
import type { RunState } from './run-state.ts';
import { runTool, type ToolOutput } from './tools.ts';

export const RUN_ID = 'tour';

/** Bytes up to which an output stays in its event. */
const LARGE_OUTPUT = 1024;

/** Who watches the agent. Each is awaited before the agent goes on. */
export interface Observer {
  /** A tool ran; its output is not recorded yet. */
  toolRan(step: string): Promise<void>;
  /** The write of an output has begun and is not acknowledged. May never return. */
  outputUnderWay(step: string): Promise<void>;
  /** A step is recorded. */
  stepDone(step: Step, result: StoredItem): Promise<void>;
  turnBegins(turn: Turn): Promise<void>;
}

export interface AgentParts {
  readonly plan: readonly Turn[];
  readonly store: Store;
  /** Writes to the store. */
  readonly recorder: Recorder;
  /** How far the run has come, restored from the store. */
  readonly state: RunState;
  readonly observer: Observer;
}

/** A loop over turns and tools that records everything it does, and can be begun again wherever it was cut off. */
export class Agent {
  readonly #plan: readonly Turn[];
  readonly #store: Store;
  readonly #recorder: Recorder;
  readonly #state: RunState;
  readonly #observer: Observer;

  constructor({ plan, store, recorder, state, observer }: AgentParts) {
    this.#plan = plan;
    this.#store = store;
    this.#recorder = recorder;
    this.#state = state;
    this.#observer = observer;
  }

  async run(): Promise<void> {
    await this.#note('run_started', RUN_ID, 0, { turns: this.#plan.length });
    for (const [index, turn] of this.#plan.entries()) {
      if (!this.#state.isFinished(turn.id)) await this.#runTurn(turn, index + 1);
    }
    await this.#remember();
    await this.#note('run_finished', RUN_ID, this.#plan.length, {});
    await this.#recorder.fact(this.#state.checkpoint());
  }

  async #runTurn(turn: Turn, number: number): Promise<void> {
    await this.#observer.turnBegins(turn);
    await this.#note('turn_started', turn.id, number, {});
    await this.#recorder.event({ id: turn.id, kind: 'user_turn', text: turn.question });
    const plan = turn.steps.map(({ id, tool }) => `${id}: ${tool}`).join('\n');
    await this.#recorder.event({ id: `${turn.id}:plan`, kind: 'plan_state', text: plan, parentId: turn.id });
    for (const step of turn.steps) {
      const result = await this.#runStep(step, turn.id, number);
      if (result.artifactRef !== null) await this.#drillDown(step, result.artifactRef.handle, turn.id, number);
    }
    const { answer } = await this.#conclude(turn);
    await this.#recorder.event({ id: `${turn.id}:answer`, kind: 'agent_msg', text: answer, parentId: turn.id });
    await this.#note('turn_finished', turn.id, number, {});
    await this.#recorder.fact(this.#state.checkpoint());
  }

  async #drillDown(step: Step, handle: string, turnId: string, turn: number): Promise<void> {
    for (const { id, selector } of step.drilldowns) {
      const args = { handle, selector };
      await this.#runStep({ id, tool: 'drilldown', arguments: args, mediaType: 'text/plain; charset=utf-8', drilldowns: [] }, turnId, turn);
    }
  }

  async #runStep(step: Step, turnId: string, turn: number): Promise<StoredItem> {
    const resultId = `${step.id}:result`;
    if (this.#state.isFinished(step.id)) return await this.#store.events.get(resultId);
    await this.#note('step_started', step.id, turn, { tool: step.tool, arguments: step.arguments });
    const callId = `${step.id}:call`;
    const text = `${step.tool}(${JSON.stringify(step.arguments)})`;
    await this.#recorder.event({ id: callId, kind: 'tool_call', text, parentId: turnId, metadata: { tool: step.tool, arguments: step.arguments } });
    // The output of a run that was cut off after recording it counts: the tool does not run twice for one result.
    const result = (await this.#store.events.has(resultId)) ? await this.#store.events.get(resultId) : await this.#runAndRecord(step, callId, resultId);
    await this.#note('step_finished', step.id, turn, { ok: result.metadata['ok'], artifact: result.artifactRef?.handle ?? null });
    await this.#observer.stepDone(step, result);
    return result;
  }

  async #runAndRecord(step: Step, callId: string, resultId: string): Promise<StoredItem> {
    const before = performance.now();
    const output = await runTool(step.tool, step.arguments, this.#store);
    const metadata = { tool: step.tool, ok: output.ok, note: output.note, milliseconds: Math.round(performance.now() - before) };
    await this.#observer.toolRan(step.id);
    const [recorded] = await Promise.all([this.#recordOutput(step, output), this.#observer.outputUnderWay(step.id)]);
    return await this.#recorder.event({ id: resultId, kind: 'tool_result', parentId: callId, metadata, ...recorded });
  }

  async #recordOutput(step: Step, { ok, content }: ToolOutput): Promise<Pick<StoredItem, 'text' | 'artifactRef'>> {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
    // A drilldown is what gets a large output back into an event.
    if (content.byteLength <= LARGE_OUTPUT || step.tool === 'drilldown') return { text, artifactRef: null };
    const handle = `result:${step.id}`;
    const mediaType = ok ? step.mediaType : 'text/plain; charset=utf-8';
    const artifactRef = await this.#recorder.artifact(handle, content, { mediaType, label: step.tool });
    return { text: excerpt(text, handle), artifactRef };
  }

  async #conclude(turn: Turn): Promise<Conclusion> {
    const results = new Map<string, string>();
    for (const { id, text, metadata } of await this.#store.events.filterByKind('tool_result')) {
      if (metadata['ok'] === true) results.set(id.replace(/:result$/, ''), text);
    }
    return turn.conclude((id) => results.get(id));
  }

  /** What outlives the run: what it found out, and a summary to search for. */
  async #remember(): Promise<void> {
    const answers: string[] = [];
    for (const turn of this.#plan) {
      const { answer, facts } = await this.#conclude(turn);
      answers.push(answer);
      for (const [key, value] of Object.entries(facts)) await this.#recorder.fact({ factId: `${RUN_ID}:${key}`, key, value, tags: [turn.id] });
    }
    await this.#recorder.episode({ episodeId: RUN_ID, summary: answers.join(' '), tags: ['tour'], metadata: { turns: this.#plan.length } });
  }

  async #note(kind: string, subject: string, turn: number, details: JsonObject): Promise<void> {
    const payload = { subject, ...details };
    const event = { id: `${subject}:${kind}`, runId: RUN_ID, turn, kind, actor: 'agent', payload };
    this.#state.apply({ kind, payload, offset: await this.#recorder.ledger(event) });
  }
}
