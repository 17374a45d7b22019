import { type Handler, sendText } from '../server/http.ts';
import type { World } from '../world/world.ts';

export function shellHandler(_world: World): Handler {
  return (_request, response) => sendText(response, 200, 'text/plain', 'shell');
}
