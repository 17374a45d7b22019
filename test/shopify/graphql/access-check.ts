import { GraphQLError, type GraphQLOutputType, getNamedType } from 'graphql';
import type { LiveShop } from '../world/live-shop.ts';
import { adminSchema } from './admin-schema.ts';

/** Shopify's ACCESS_DENIED for a field or its type when the shop granted none of the scopes that open it; else null. */
export function accessError(shop: LiveShop, key: string, returnType: GraphQLOutputType): GraphQLError | null {
  const { access } = adminSchema();
  const typeName = connectionNode(getNamedType(returnType).name);
  for (const required of [access.get(key), access.get(typeName)]) {
    if (!required || shop.may(required.anyOf)) continue;
    const field = key.split('.')[1];
    return new GraphQLError(`Access denied for ${field} field. Required access: ${required.sentence}`, {
      extensions: {
        code: 'ACCESS_DENIED',
        documentation: 'https://shopify.dev/api/usage/access-scopes',
        requiredAccess: required.sentence,
      },
    });
  }
  return null;
}

/** A connection is as protected as its nodes. */
function connectionNode(typeName: string): string {
  return typeName.replace(/(Connection|Edge)$/, '');
}
