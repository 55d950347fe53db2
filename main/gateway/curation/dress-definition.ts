import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { CatalogTool } from '../catalog/catalog-types';
import type { MergedChange } from './list-curation';

/** Where a definition says which annotations are its server’s claims and which the operator’s word. */
export const ANNOTATIONS_META_KEY = 'secure-mcp-gateway/annotations';

const dressed = new WeakMap<MergedChange, WeakMap<JsonObject, JsonObject>>();

/**
 * A definition as its viewer sees it; the same object for the same change. The server’s own stays as it is: it is what
 * is judged, pinned and approved.
 */
export function dressDefinition(definition: JsonObject, merged: MergedChange): JsonObject {
  const known = dressed.get(merged) ?? new WeakMap<JsonObject, JsonObject>();
  dressed.set(merged, known);
  const made = known.get(definition) ?? dress(definition, merged);
  known.set(definition, made);
  return made;
}

const trusted = new WeakMap<JsonObject, JsonObject>();

/** The server’s own definition with the operator’s word on what the tool does, where there is one. */
export function trustedDefinition({ definition, shown }: Pick<CatalogTool, 'definition' | 'shown'>): JsonObject {
  if (shown === undefined || shown['annotations'] === definition['annotations']) return definition;
  const made = trusted.get(shown) ?? { ...definition, annotations: shown['annotations'] };
  trusted.set(shown, made);
  return made;
}

function dress(definition: JsonObject, merged: MergedChange): JsonObject {
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
