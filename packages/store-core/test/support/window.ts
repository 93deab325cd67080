import { closeSync, existsSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { SharedBackend } from './shared-backend.ts';

/** Milliseconds after which nobody comes any more: the others have ended, or there are none. */
const LONGEST_MS = 1000;

/** Milliseconds between two looks. */
const POLL_MS = 3;

let windows = 0;

/**
 * What lies between two steps of a backend that should be one. It stays open until others have come between, so that what goes wrong
 * then does not depend on luck; where nobody comes, it waits once in a scope. Handles and processes know each other by files in the folder.
 */
export class Window {
  readonly #backend: SharedBackend;
  readonly #name: string;
  readonly #alone = new Set<string>();

  constructor(backend: SharedBackend) {
    this.#backend = backend;
    windows += 1;
    this.#name = `${process.pid}.${windows}`;
  }

  /** Waits until `come` says that others have come between. */
  async until(scope: string, come: () => boolean): Promise<void> {
    if (this.#alone.has(scope)) return;
    const end = performance.now() + LONGEST_MS;
    while (!come()) {
      if (performance.now() > end) {
        this.#alone.add(scope);
        return;
      }
      await setTimeout(POLL_MS);
    }
  }

  /** Waits until another one that has read this version waits here too, or a newer version is there. */
  async meet(scope: string, version: number): Promise<void> {
    const own = this.#sign(version);
    const others = (): boolean => readdirSync(this.#backend.folder).some((name) => name.startsWith(`window-${version}-`) && name !== own);
    await this.until(scope, () => this.#backend.newest() !== version || others());
  }

  /** Waits until a newer version is there, and lets others that have read this version know of it. */
  async behind(scope: string, version: number): Promise<void> {
    this.#sign(version);
    await this.until(scope, () => this.#backend.newest() !== version);
  }

  /** Whether this one is the first here, of those that know `what`. */
  isFirst(what: string): boolean {
    try {
      closeSync(openSync(this.#path(`first-${what}`), 'wx'));
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    }
  }

  /** From now on somebody else can be the first. */
  passed(what: string): void {
    rmSync(this.#path(`first-${what}`), { force: true });
  }

  /** Waits, as the first one, until another one has passed. */
  async untilPassed(scope: string, what: string): Promise<void> {
    await this.until(scope, () => !existsSync(this.#path(`first-${what}`)));
    this.passed(what);
  }

  /** It stays: whoever comes later and has read the same version meets with this one too. */
  #sign(version: number): string {
    const name = `window-${version}-${this.#name}`;
    writeFileSync(this.#path(name), '');
    return name;
  }

  #path(name: string): string {
    return join(this.#backend.folder, name);
  }
}
