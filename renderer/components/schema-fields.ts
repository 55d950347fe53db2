/** A field of a form, as a JSON Schema describes it. What a form cannot ask simply is asked as JSON. */
export interface SchemaField {
  readonly name: string;
  readonly kind: 'text' | 'long-text' | 'number' | 'boolean' | 'choice' | 'json';
  readonly isRequired: boolean;
  readonly description?: string;
  readonly choices?: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of an object’s schema; what is no such schema has none. */
export function schemaFields(schema: unknown): readonly SchemaField[] {
  const properties = isObject(schema) ? schema['properties'] : undefined;
  if (!isObject(schema) || !isObject(properties)) return [];
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly unknown[]) : [];
  return Object.entries(properties).map(([name, member]) => fieldOf(name, member, required.includes(name)));
}

function fieldOf(name: string, member: unknown, isRequired: boolean): SchemaField {
  const described = isObject(member) && typeof member['description'] === 'string' ? member['description'] : undefined;
  const rest = { name, isRequired, ...(described === undefined ? {} : { description: described }) };
  if (!isObject(member)) return { ...rest, kind: 'json' };
  const choices = member['enum'];
  if (Array.isArray(choices) && choices.every((choice) => typeof choice === 'string')) {
    return { ...rest, kind: 'choice', choices };
  }
  switch (member['type']) {
    case 'string':
      return { ...rest, kind: /content|text|body|message|query|prompt/i.test(name) ? 'long-text' : 'text' };
    case 'number':
    case 'integer':
      return { ...rest, kind: 'number' };
    case 'boolean':
      return { ...rest, kind: 'boolean' };
    default:
      return { ...rest, kind: 'json' };
  }
}
