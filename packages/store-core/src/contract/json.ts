/** What JSON can hold. `undefined` members of an object are dropped on the way in. */
export type JsonValue = string | number | boolean | null | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  [member: string]: JsonValue | undefined;
}
