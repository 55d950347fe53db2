import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { MergedChange } from './list-curation';

/** Where a definition says which annotations are its server’s claims and which the operator’s word. */
export const ANNOTATIONS_META_KEY = 'secure-mcp-gateway/annotations';

/** A definition as its viewer sees it. The server’s own stays as it is: it is what is judged, pinned and approved. */
export function dressDefinition(definition: JsonObject, merged: MergedChange | undefined): JsonObject {
  if (merged === undefined) return definition;
  const { name, title, description, annotations } = merged.change;
  return {
    ...definition,
    ...(name === undefined ? {} : { name }),
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(annotations === undefined ? {} : withAnnotations(definition, annotations)),
  };
}

function withAnnotations(definition: JsonObject, operator: JsonObject): JsonObject {
  const server = isJsonObject(definition['annotations']) ? definition['annotations'] : undefined;
  const meta = isJsonObject(definition['_meta']) ? definition['_meta'] : {};
  return {
    annotations: { ...server, ...operator },
    _meta: { ...meta, [ANNOTATIONS_META_KEY]: { server: server ?? {}, operator } },
  };
}
