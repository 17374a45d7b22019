import { ActionRefused } from '../actions/site.ts';

export type UserError = { field: string[] | null; message: string; code?: string };

export function userError(field: string[] | null, message: string, code?: string): UserError {
  return code === undefined ? { field, message } : { field, message, code };
}

/** Runs a change; what the shop's data does not allow becomes a userError, as at Shopify, and the rest of the payload null. */
export function withUserErrors(field: string[] | null, run: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return { ...run(), userErrors: [] };
  } catch (error) {
    if (error instanceof ActionRefused) return { userErrors: [userError(field, error.message)] };
    throw error;
  }
}
