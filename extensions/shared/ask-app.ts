/** Onefold has said no, in words for the merchant. */
export class AppRefusal extends Error {}

/**
 * Asks Onefold. The admin resolves the path against the app's address and adds the session token of whoever is looking.
 * Throws AppRefusal for whatever is no answer.
 */
export async function askApp<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const answer = await fetch(path, init).catch(() => null);
  if (!answer) {
    throw new AppRefusal('Onefold could not be reached. Try again in a moment.');
  }
  const said = (await answer.json().catch(() => ({}))) as Answer & { refusal?: string };
  if (!answer.ok) {
    throw new AppRefusal(said.refusal ?? `Onefold answered ${answer.status}.`);
  }
  return said;
}

/** `7` of `gid://shopify/Customer/7`. */
export function idOf(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1);
}
