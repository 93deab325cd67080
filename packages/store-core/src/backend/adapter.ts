import type { Awaitable, Backend } from './backend.ts';

/** Checks one option's value and gives it back, or its default for `undefined`. @throws InvalidArgumentError naming the option. */
export type OptionCheck<T> = (value: unknown, name: string) => T;

/** The options of an adapter besides the common ones, each with its check. */
export type OptionChecks<Options> = { readonly [Name in keyof Options]-?: OptionCheck<Options[Name]> };

/** What makes an adapter: `openStore` of its package is `openWith(adapter, options)`. */
export interface Adapter<Options extends object> {
  /** For messages, as `memory`. */
  readonly name: string;
  /** Every option of the adapter's own; core refuses any other key. */
  readonly options: OptionChecks<Options>;
  /** Whether these options open the store for reading only. Default: never. */
  readonly readOnly?: (options: Options) => boolean;
  /**
   * What an error of the storage means: the StoreError for it, as CORRUPT for damage, with the error as its cause; or the error as it is, of
   * which core makes a BackendError. Asked about whatever `open` or a method of the backend throws that is no StoreError. Default: as it is.
   */
  readonly toStoreError?: (error: unknown) => unknown;
  /**
   * Opens the storage. Called after every option has been checked.
   * @param scope the one that the store is opened for: what its first calls would have to wait for, as an index, is best loaded now.
   */
  open(options: Options, scope: string): Awaitable<Backend>;
}
