import type { StoreErrorCode } from '../../../errors.ts';

/** That the contract refuses a call, and with which code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: StoreErrorCode;
  /** What an INVALID_VALUE names; null where the contract leaves it open. */
  readonly path: string | null;

  constructor(code: StoreErrorCode, path: string | null = null) {
    super(path === null ? code : `${code} at ${path}`);
    this.code = code;
    this.path = path;
  }
}

export function refuse(code: StoreErrorCode, path: string | null = null): never {
  throw new Refusal(code, path);
}
