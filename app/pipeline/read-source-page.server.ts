import { audit } from '#app/governance/audit.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { type MappingVersion, readMappingVersions } from '#app/sources/mapping-versions.server.ts';
import { readSources, type SourceLine } from '#app/sources/read-sources.server.ts';
import { type LateSource, lateSources, setRhythm } from '#app/sources/rhythm.server.ts';

export type SourcePage = { source: SourceLine; mappings: MappingVersion[] };

/** A source with its rhythm and the mappings its files were read with; null if it does not exist. */
export function readSourcePage(shopId: number, sourceId: number): Promise<SourcePage | null> {
  return withShop(shopId, async (tx) => {
    const source = (await readSources(tx)).find((one) => one.id === sourceId);
    return source ? { source, mappings: await readMappingVersions(tx, sourceId) } : null;
  });
}

/** The sources that are late now, for the banner of every page. */
export function readLateSources(shopId: number): Promise<LateSource[]> {
  return withShop(shopId, (tx) => lateSources(tx));
}

/** A person corrects how often a source speaks; null leaves it to its past. */
export async function changeRhythm(
  shopId: number,
  sourceId: number,
  hours: number | null,
  actor: string,
): Promise<void> {
  await withShop(shopId, async (tx) => {
    if (!(await setRhythm(tx, sourceId, hours))) {
      throw new Refusal('sources.rhythm_impossible', 'A rhythm is a whole number of hours, from 1 hour to a year.', {
        field: 'hours',
      });
    }
    await audit(tx, actor, 'source.rhythm', String(sourceId), { hours: hours ?? 'learned' });
  });
}
