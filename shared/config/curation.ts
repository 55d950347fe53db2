import { z } from 'zod';

const Names = z.array(z.string().min(1)).min(1);
const ShownName = z.string().regex(/^[A-Za-z0-9_.-]{1,128}$/, 'use letters, digits, "_", "-" and ".", at most 128');
const Title = z.string().min(1).max(200);
const Description = z.string().max(10_000);

/** Which exist. A level can only narrow what less specific ones leave: every list must have a name, none may deny it. */
const choice = {
  /** Only these, `*` for any text. */
  allow: Names.optional(),
  deny: Names.optional(),
};

const common = {
  title: Title.optional(),
  description: Description.optional(),
  /** As if it did not exist; `false` shows it again where a less specific level hid it. */
  hidden: z.boolean().optional(),
};

/** What a tool does, by the operator’s word; see the MCP specification, tool annotations. */
export const ToolAnnotations = z.strictObject({
  title: Title.optional(),
  readOnlyHint: z.boolean().optional(),
  destructiveHint: z.boolean().optional(),
  idempotentHint: z.boolean().optional(),
  openWorldHint: z.boolean().optional(),
});
export type ToolAnnotations = z.output<typeof ToolAnnotations>;

/** How a tool is shown. It is called by this name and no other; its server knows it by its own. */
export const ToolChange = z.strictObject({
  ...common,
  name: ShownName.optional(),
  annotations: ToolAnnotations.optional(),
});
export const PromptChange = z.strictObject({ ...common, name: ShownName.optional() });
/** A resource is what its URI says, so only what is said of it can be changed. */
export const ResourceChange = z.strictObject({ ...common, name: Title.optional() });
export type ItemChange = z.output<typeof ToolChange>;

const ServersOwn = z.string().min(1);

/** What of a server is shown, and how. Names are the server’s own; resources and templates are named by URI. */
export const Curation = z.strictObject({
  tools: z.strictObject({ ...choice, change: z.record(ServersOwn, ToolChange).optional() }).optional(),
  prompts: z.strictObject({ ...choice, change: z.record(ServersOwn, PromptChange).optional() }).optional(),
  resources: z.strictObject({ ...choice, change: z.record(ServersOwn, ResourceChange).optional() }).optional(),
});
export type Curation = z.output<typeof Curation>;
