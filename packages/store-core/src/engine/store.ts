import { CoreArtifactStore } from '../artifacts/artifact-store.ts';
import { checkPath } from '../backend/option-checks.ts';
import type { ArtifactStore } from '../contract/artifact-store.ts';
import type { EpisodicStore } from '../contract/episodic-store.ts';
import type { EventLog } from '../contract/event-log.ts';
import type { FactStore } from '../contract/fact-store.ts';
import type { Ledger } from '../contract/ledger.ts';
import type { Capabilities, Finding, Store } from '../contract/store.ts';
import { UnsupportedError } from '../errors.ts';
import { checkIdentifier } from '../values/strings.ts';
import type { Connection } from './connection.ts';
import { CoreEpisodicStore } from './episodic-store.ts';
import { CoreEventLog } from './event-log.ts';
import { CoreFactStore } from './fact-store.ts';
import { SESSION } from './internals.ts';
import { CoreLedger } from './ledger.ts';
import { scopesWithData } from './scopes.ts';
import { Session } from './session.ts';
import { trackSteps } from './track-steps.ts';
import { verifyStore } from './verify.ts';

/** A connection seen from one scope. The first view of a connection is the store that was opened: closing it ends them all. */
export class CoreStore implements Store {
  readonly scope: string;
  readonly capabilities: Capabilities;
  readonly events: EventLog;
  readonly ledger: Ledger;
  readonly artifacts: ArtifactStore;
  readonly episodes: EpisodicStore;
  readonly facts: FactStore;
  readonly #session: Session;
  readonly #closes: Session | Connection;

  constructor(session: Session, closes: Session | Connection) {
    this.#session = session;
    Object.defineProperty(this, SESSION, { value: session });
    this.#closes = closes;
    this.scope = session.scope;
    this.capabilities = Object.freeze({ ...session.backend.capabilities });
    this.events = new CoreEventLog(session);
    this.ledger = new CoreLedger(session);
    this.artifacts = new CoreArtifactStore(session);
    this.episodes = new CoreEpisodicStore(session);
    this.facts = new CoreFactStore(session);
  }

  withScope(scope: string): Store {
    this.#session.reading();
    const session = new Session(this.#session.connection, checkIdentifier(scope, 'scope'));
    return new CoreStore(session, session);
  }

  async scopes(): Promise<string[]> {
    this.#session.reading();
    return await scopesWithData(this.#session);
  }

  async snapshot(destination: string): Promise<void> {
    const session = this.#session;
    session.reading();
    const { backend, connection } = session;
    if (!this.capabilities.snapshot || backend.snapshot === undefined) {
      throw new UnsupportedError(`${connection.adapter.name}: there is no file to take a snapshot of; use exportStore or copyStore`);
    }
    const path = checkPath(destination, 'destination');
    await session.read(async () => await backend.snapshot?.(path));
  }

  verify(): AsyncIterable<Finding> {
    return trackSteps(this.#session, verifyStore(this.#session));
  }

  async close(): Promise<void> {
    await this.#closes.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
