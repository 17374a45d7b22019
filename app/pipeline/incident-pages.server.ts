import { audit } from '#app/governance/audit.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { todayOf } from '#app/quality/context.server.ts';
import type { Harm, IncidentAlarm, IncidentEvent, IncidentLine } from '#app/quality/incident.ts';
import {
  addClosure,
  type ClosureLine,
  changeIncident,
  countUnsolved,
  dropClosure,
  findIncident,
  type IncidentChange,
  listClosures,
  listIncidents,
  listStores,
  readAlarms,
  readEvents,
  readHarm,
  readTimes,
} from '#app/quality/incidents.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';

export type IncidentsPage = {
  incidents: IncidentLine[];
  times: { solved: number; toNotice: number | null; toRepair: number | null };
  closures: ClosureLine[];
  stores: { id: number; name: string }[];
};

/** Incidents with how long they take, and the days on which stores are closed. */
export function readIncidentsPage(shop: Shop, only: 'unsolved' | 'all'): Promise<IncidentsPage> {
  return withShop(shop.shopId, async (tx) => ({
    incidents: await listIncidents(tx, only),
    times: await readTimes(tx, shop.timeZone),
    closures: await listClosures(tx),
    stores: await listStores(tx),
  }));
}

export type IncidentPage = { incident: IncidentLine; alarms: IncidentAlarm[]; events: IncidentEvent[]; harm: Harm };

/** One incident with its alarms, what happened to it, and what ran on its data; null if it does not exist. */
export function readIncidentPage(shop: Shop, id: number): Promise<IncidentPage | null> {
  return withShop(shop.shopId, async (tx) => {
    const incident = await findIncident(tx, id);
    return (
      incident && {
        incident,
        alarms: await readAlarms(tx, id),
        events: await readEvents(tx, id),
        harm: await readHarm(tx, incident, shop.timeZone),
      }
    );
  });
}

/** Moves an incident on. Throws a Refusal that names the field. */
export function moveIncident(shop: Shop, id: number, change: IncidentChange, actor: string): Promise<void> {
  const now = new Date();
  return withShop(shop.shopId, async (tx) => {
    await changeIncident(tx, id, change, { actor, now, today: todayOf(shop, now) });
    await audit(tx, actor, 'quality.incident_changed', String(id), change.state ? { state: change.state } : {});
  });
}

export function closeStore(shopId: number, closure: Omit<ClosureLine, 'id' | 'store'>, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await addClosure(tx, closure, actor);
    await audit(tx, actor, 'quality.closure_added', String(closure.storeId), {
      from: closure.fromDay,
      to: closure.toDay,
    });
  });
}

export function reopenStore(shopId: number, closureId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await dropClosure(tx, closureId);
    await audit(tx, actor, 'quality.closure_removed', String(closureId));
  });
}

/** How many incidents wait for somebody: for the navigation and the home page. */
export function countIncidents(shopId: number): Promise<number> {
  return withShop(shopId, countUnsolved);
}
