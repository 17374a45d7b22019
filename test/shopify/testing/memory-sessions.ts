import type { Session } from '@shopify/shopify-api';

/** A session storage for the tiny app: a Map. */
export class MemorySessions {
  #sessions = new Map<string, Session>();

  async storeSession(session: Session): Promise<boolean> {
    this.#sessions.set(session.id, session);
    return true;
  }

  async loadSession(id: string): Promise<Session | undefined> {
    return this.#sessions.get(id);
  }

  async deleteSession(id: string): Promise<boolean> {
    return this.#sessions.delete(id);
  }

  async deleteSessions(ids: string[]): Promise<boolean> {
    for (const id of ids) this.#sessions.delete(id);
    return true;
  }

  async findSessionsByShop(shop: string): Promise<Session[]> {
    return [...this.#sessions.values()].filter((session) => session.shop === shop);
  }
}
