import type { Json } from '@docket/schema/builder.ts';

/**
 * Whether OpenAI takes a schema as strict: every object names all its properties as required and allows no others. Any other
 * schema is refused with 400 when strict, and guides the answer without a guarantee when not.
 * https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function fitsStrict(schema: Json): boolean {
  if (Array.isArray(schema)) return schema.every(fitsStrict);
  if (typeof schema !== 'object' || schema === null) return true;
  const { properties, required } = schema;
  if (schema.type === 'object' || (Array.isArray(schema.type) && schema.type.includes('object')) || properties !== undefined) {
    if (schema.additionalProperties !== false) return false;
    const asked = new Set(Array.isArray(required) ? required : []);
    if (!Object.keys(isObject(properties) ? properties : {}).every((name) => asked.has(name))) return false;
  }
  const named = [properties, schema.$defs, schema.definitions].filter(isObject).flatMap((schemas) => Object.values(schemas));
  return [...named, schema.items, schema.anyOf].every((part) => part === undefined || fitsStrict(part));
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
